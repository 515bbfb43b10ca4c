package dev.sprintcapacity.chaos.checker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a value says, read by the checker's own eyes and not by the code under test.
 *
 * @param digest of the bytes
 * @param eventType the {@code event_type}, or null where the value has none
 * @param sprintId the {@code sprint_id} in the data, or null where the value has none
 * @param time the {@code timestamp}, or null where the value has none
 * @param mark the number of the write that caused the event, or {@link #NO_MARK}
 */
public record Contents(
    Digest digest,
    @Nullable String eventType,
    @Nullable String sprintId,
    @Nullable Instant time,
    long mark) {

  /**
   * The event does not tell which write caused it: starting, completing and deleting leave none.
   */
  public static final long NO_MARK = -1;

  /** Deeper than any event; data stands at level 2. */
  private static final int DATA_DEPTH = 2;

  private static final Pattern CREATION = Pattern.compile("\"[^\"]*\\b25-c(\\d{1,18})\"");
  private static final Pattern UPDATE = Pattern.compile("\"chaos-w(\\d{1,18})\"");
  private static final JsonFactory JSON = JsonFactory.builder().build();

  /** Checks that there is a digest. */
  public Contents {
    Objects.requireNonNull(digest, "digest");
  }

  /** The number a sprint gets that is created by write {@code mark}. */
  public static String sprintNumber(long mark) {
    return "25-c" + mark;
  }

  /** The name a member or holiday gets that write {@code mark} brings in. */
  public static String updateName(long mark) {
    return "chaos-w" + mark;
  }

  /** Reads a value; what it does not say stays null. */
  public static Contents of(byte[] value) {
    String eventType = null;
    String sprintId = null;
    Instant time = null;
    int depth = 0;
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), value)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (token != JsonToken.VALUE_STRING) {
          continue;
        }
        String name = json.currentName();
        if (depth == 1 && "event_type".equals(name)) {
          eventType = json.getString();
        } else if (depth == 1 && "timestamp".equals(name)) {
          time = timeIn(json.getString());
        } else if (depth == DATA_DEPTH && "sprint_id".equals(name)) {
          sprintId = json.getString();
        }
      }
    } catch (JacksonException e) {
      return new Contents(Digest.of(value), null, null, null, NO_MARK);
    }
    return new Contents(Digest.of(value), eventType, sprintId, time, markIn(eventType, value));
  }

  private static @Nullable Instant timeIn(String text) {
    try {
      return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static long markIn(@Nullable String eventType, byte[] value) {
    Pattern pattern =
        switch (eventType) {
          case "sprint.created", "team_member.added" -> CREATION;
          case "sprint.updated", "team_member.updated" -> UPDATE;
          case null, default -> null;
        };
    if (pattern == null) {
      return NO_MARK;
    }
    Matcher found = pattern.matcher(new String(value, UTF_8));
    return found.find() ? Long.parseLong(found.group(1)) : NO_MARK;
  }
}
