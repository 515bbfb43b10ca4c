package dev.sprintcapacity.domain.calendar;

import dev.sprintcapacity.domain.InvalidValueException;
import dev.sprintcapacity.domain.Limits;
import dev.sprintcapacity.domain.text.TextRule;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Days on which a member is on leave. They may reach beyond the sprint; only working days inside it
 * count.
 *
 * @param id its identity
 * @param dates the first and last day of the leave
 * @param reason one line of text, at most {@link Limits#VACATION_REASON} code points, or null
 */
public record Vacation(VacationId id, DateRange dates, @Nullable String reason) {

  /**
   * @throws InvalidValueException if the reason breaks {@link TextRule}
   */
  public Vacation {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(dates, "dates");
    if (reason != null) {
      InvalidValueException.throwIf(
          "Vacation reason", TextRule.problemIn(reason, Limits.VACATION_REASON));
    }
  }
}
