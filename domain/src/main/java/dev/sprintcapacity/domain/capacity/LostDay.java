package dev.sprintcapacity.domain.capacity;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * A day of a sprint on which somebody does not work, and why. Closed: there are these three reasons
 * and each day has one of them. A weekend comes before a holiday and a holiday before leave, as a
 * day that is lost already cannot be lost again.
 */
public sealed interface LostDay {

  /** The day. */
  LocalDate date();

  /** The reason in words that follow the date, such as {@code holiday Christmas}. */
  String reason();

  /** A Saturday or Sunday. */
  record Weekend(LocalDate date) implements LostDay {
    public Weekend {
      Objects.requireNonNull(date, "date");
    }

    @Override
    public String reason() {
      return "weekend";
    }
  }

  /**
   * A holiday on a Monday to Friday.
   *
   * @param names of all holidays of this date, at least one
   */
  record OnHoliday(LocalDate date, List<String> names) implements LostDay {
    public OnHoliday {
      Objects.requireNonNull(date, "date");
      names = List.copyOf(names);
    }

    @Override
    public String reason() {
      return "holiday " + String.join(", ", names);
    }
  }

  /**
   * Leave on a working day.
   *
   * @param reasons of all leaves that cover the day, as far as they have one
   */
  record OnLeave(LocalDate date, List<String> reasons) implements LostDay {
    public OnLeave {
      Objects.requireNonNull(date, "date");
      reasons = List.copyOf(reasons);
    }

    @Override
    public String reason() {
      return reasons.isEmpty() ? "leave" : "leave (" + String.join(", ", reasons) + ")";
    }
  }
}
