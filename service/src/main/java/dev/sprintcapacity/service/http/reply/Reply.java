package dev.sprintcapacity.service.http.reply;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A response, ready to be sent. Immutable, but for the bytes that nobody else holds. */
public final class Reply {

  /** The media type of everything but errors and pages. */
  public static final String JSON = "application/json";

  private static final byte[] NO_BODY = {};

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  /**
   * A response.
   *
   * @param headers in order; the content type among them where there is a body
   * @param body not copied; empty where there is none
   */
  public Reply(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    this.body = body;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The headers in order, the content type among them. */
  public Map<String, String> headers() {
    return headers;
  }

  /** The body itself, not a copy. */
  public byte[] body() {
    return body;
  }

  /** A JSON document. */
  public static Reply json(int status, byte[] body) {
    return new Reply(status, Map.of("Content-Type", JSON, "Cache-Control", "no-cache"), body);
  }

  /** A body of another media type. */
  public static Reply of(String mediaType, byte[] body) {
    return new Reply(200, Map.of("Content-Type", mediaType, "Cache-Control", "no-cache"), body);
  }

  /** No body. */
  public static Reply empty(int status) {
    return new Reply(status, Map.of(), NO_BODY);
  }

  /** The same with one more header. */
  public Reply with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, more, body);
  }

  /** Writes it. */
  public void send(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    headers.forEach((name, value) -> {
      if (name.equals("Content-Type")) {
        response.setContentType(value);
      } else {
        response.setHeader(name, value);
      }
    });
    if (status != HttpServletResponse.SC_NO_CONTENT
        && status != HttpServletResponse.SC_NOT_MODIFIED) {
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }
  }
}
