package dev.sprintcapacity.postgres.sprint;

import dev.sprintcapacity.domain.calendar.DateRange;
import dev.sprintcapacity.domain.sprint.SprintId;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/**
 * A place in the list of sprints: right behind the sprint with this start and id.
 *
 * @param startDate the start of the last sprint that was shown
 * @param id the id of that sprint
 */
public record SprintCursor(LocalDate startDate, SprintId id) {

  private static final char SEPARATOR = ' ';

  /** Longest token that is read: a date, an id of the greatest length, in base 64. */
  private static final int MAX_TOKEN_LENGTH = 120;

  public SprintCursor {
    Objects.requireNonNull(startDate, "startDate");
    Objects.requireNonNull(id, "id");
  }

  /** The cursor as text that needs no escaping in a URL. Not secret, and not for people to read. */
  public String token() {
    String text = startDate.toString() + SEPARATOR + id.value();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The cursor that {@link #token()} made this text of; empty where it did not. */
  public static Optional<SprintCursor> parse(String token) {
    if (token.length() > MAX_TOKEN_LENGTH) {
      return Optional.empty();
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      int end = text.indexOf(SEPARATOR);
      if (end < 0) {
        return Optional.empty();
      }
      LocalDate startDate = LocalDate.parse(text.substring(0, end));
      return SprintId.parse(text.substring(end + 1))
          .map(id -> new SprintCursor(startDate, id))
          .filter(
              cursor -> cursor.token().equals(token) && DateRange.problemIn(startDate).isEmpty());
    } catch (IllegalArgumentException | DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
