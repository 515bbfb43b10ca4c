package dev.sprintcapacity.service.http.server;

import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.service.identity.UuidV7;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id that a request has in the response, the log and every error. */
public final class RequestIds {

  /** The header, in requests and responses. */
  public static final String HEADER = "X-Request-ID";

  private static final String TRACEPARENT = "traceparent";
  private static final String NO_TRACE = "00000000000000000000000000000000";
  private static final String NO_SPAN = "0000000000000000";

  /** Safe in a header, a log line and a shell. */
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._:/+=@~-]{1,128}");

  private final UuidV7 ids;

  public RequestIds(UuidV7 ids) {
    this.ids = ids;
  }

  /** The client's id where it is fit to be repeated, else a new one. */
  public String of(HttpServletRequest request) {
    String sent = request.getHeader(HEADER);
    return sent != null && FORM.matcher(sent).matches() ? sent : ids.next().toString();
  }

  /** The trace the client is in, where it says so in the form of W3C Trace Context. */
  public static @Nullable String traceparent(HttpServletRequest request) {
    String sent = request.getHeader(TRACEPARENT);
    boolean valid =
        sent != null
            && Event.isTraceparent(sent)
            && !sent.startsWith("ff")
            && !sent.contains("-" + NO_TRACE + "-")
            && !sent.contains("-" + NO_SPAN + "-");
    return valid ? sent : null;
  }
}
