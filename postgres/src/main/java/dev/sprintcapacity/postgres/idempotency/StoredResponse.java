package dev.sprintcapacity.postgres.idempotency;

import dev.sprintcapacity.domain.text.QuotedValue;
import dev.sprintcapacity.postgres.PostgresException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An answer to a request, as it was sent and will be sent again. Immutable. */
public final class StoredResponse {

  private static final int LOWEST_STATUS = 100;
  private static final int HIGHEST_STATUS = 599;
  private static final String NAME_END = ": ";
  private static final String LINE_END = "\n";

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;
  private final @Nullable String sprintId;

  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param headers the headers that belong to the answer, such as ETag and Location; single lines
   * @param body the bytes of the body; copied
   * @param sprintId the sprint that the request made or changed, or null
   * @throws PostgresException if the status is no HTTP status or a header is not one line
   */
  public StoredResponse(
      int status, Map<String, String> headers, byte[] body, @Nullable String sprintId) {
    if (status < LOWEST_STATUS || status > HIGHEST_STATUS) {
      throw new PostgresException(
          "The status of a stored response must be from %d to %d, but is %d"
              .formatted(LOWEST_STATUS, HIGHEST_STATUS, status));
    }
    headers.forEach(StoredResponse::requireOneLine);
    this.status = status;
    this.headers = new LinkedHashMap<>(headers);
    this.body = body.clone();
    this.sprintId = sprintId;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The headers, in the order in which they were given. */
  public SequencedMap<String, String> headers() {
    return new LinkedHashMap<>(headers);
  }

  /** A copy of the body. */
  public byte[] body() {
    return body.clone();
  }

  /** The sprint that the request made or changed, or null. */
  public @Nullable String sprintId() {
    return sprintId;
  }

  String headerLines() {
    return headers.entrySet().stream()
        .map(header -> header.getKey() + NAME_END + header.getValue())
        .collect(Collectors.joining(LINE_END));
  }

  static Map<String, String> headersOf(String lines) {
    return lines
        .lines()
        .map(line -> line.split(NAME_END, 2))
        .collect(
            Collectors.toMap(
                part -> part[0], part -> part[1], (one, _) -> one, LinkedHashMap::new));
  }

  private static void requireOneLine(String name, String value) {
    if (name.isBlank() || name.contains(":") || (name + value).lines().count() != 1) {
      throw new PostgresException(
          "A stored header must be a name and one line, but is %s with %s"
              .formatted(QuotedValue.of(name), QuotedValue.of(value)));
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StoredResponse that
        && status == that.status
        && headers.equals(that.headers)
        && Arrays.equals(body, that.body)
        && Objects.equals(sprintId, that.sprintId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(status, headers, Arrays.hashCode(body), sprintId);
  }

  @Override
  public String toString() {
    return "%d with %d bytes for %s".formatted(status, body.length, sprintId);
  }
}
