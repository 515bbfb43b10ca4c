package dev.sprintcapacity.service.live.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.postgres.eventlog.BrokenEventLogException;
import dev.sprintcapacity.postgres.eventlog.LogCursor;
import dev.sprintcapacity.postgres.eventlog.LogIdentity;
import dev.sprintcapacity.postgres.eventlog.Snapshot;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The {@code id} of a message of the stream: where the client is in which log, exactly. To clients
 * it is an opaque text; a check sum finds one that was cut or altered.
 *
 * @param log stands for the log, database system and timeline included: its transaction ids mean
 *     nothing elsewhere
 * @param cursor what the client has had
 */
public record StreamCursor(String log, LogCursor cursor) {

  /** Longer ones no instance gives out: hundreds of transactions would have to be in progress. */
  public static final int MOST_CHARS = 8_000;

  private static final String FORM = "1";
  private static final String SEPARATOR = ";";
  private static final int CAUGHT_UP_PARTS = 3;
  private static final int DRAINING_PARTS = 5;
  private static final int LOG_CHARS = 16;

  /** Checks that nothing is missing. */
  public StreamCursor {
    Objects.requireNonNull(log, "log");
    Objects.requireNonNull(cursor, "cursor");
  }

  /** What stands for a log: another one for each database, and after each restore. */
  public static String nameOf(LogIdentity identity) {
    return UUID.nameUUIDFromBytes(identity.toString().getBytes(UTF_8))
        .toString()
        .replace("-", "")
        .substring(0, LOG_CHARS);
  }

  /** The text that clients get. */
  public String text() {
    String plain =
        switch (cursor) {
          case LogCursor.CaughtUp(Snapshot read) -> String.join(SEPARATOR, FORM, log, read.text());
          case LogCursor.Draining(Snapshot read, Snapshot until, long position) ->
              String.join(SEPARATOR, FORM, log, read.text(), until.text(), Long.toString(position));
        };
    byte[] bytes = plain.getBytes(US_ASCII);
    ByteBuffer all = ByteBuffer.allocate(bytes.length + Integer.BYTES).put(bytes);
    all.putInt(checkSum(bytes));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all.array());
  }

  /** The cursor that a text is; empty where no instance of this service gave it out. */
  public static Optional<StreamCursor> parse(String text) {
    if (text.length() > MOST_CHARS) {
      return Optional.empty();
    }
    try {
      byte[] all = Base64.getUrlDecoder().decode(text.getBytes(US_ASCII));
      if (all.length <= Integer.BYTES) {
        return Optional.empty();
      }
      byte[] bytes = new byte[all.length - Integer.BYTES];
      ByteBuffer buffer = ByteBuffer.wrap(all).get(bytes);
      if (buffer.getInt() != checkSum(bytes)) {
        return Optional.empty();
      }
      String[] parts = new String(bytes, US_ASCII).split(SEPARATOR, -1);
      return parts[0].equals(FORM) ? of(parts) : Optional.empty();
    } catch (IllegalArgumentException | BrokenEventLogException e) {
      return Optional.empty();
    }
  }

  private static Optional<StreamCursor> of(String[] parts) {
    return switch (parts.length) {
      case CAUGHT_UP_PARTS ->
          Optional.of(new StreamCursor(parts[1], new LogCursor.CaughtUp(Snapshot.parse(parts[2]))));
      case DRAINING_PARTS ->
          Optional.of(
              new StreamCursor(
                  parts[1],
                  new LogCursor.Draining(
                      Snapshot.parse(parts[2]),
                      Snapshot.parse(parts[3]),
                      Long.parseLong(parts[4]))));
      default -> Optional.empty();
    };
  }

  private static int checkSum(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    return (int) sum.getValue();
  }
}
