package dev.sprintcapacity.service.page.planner;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates as people read them. */
final class DateWords {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d", Locale.ENGLISH);
  private static final DateTimeFormatter DAY_MONTH =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
  private static final DateTimeFormatter FULL =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

  private DateWords() {}

  /** Such as {@code 1 – 14 Dec 2025}; nothing is said twice. */
  static String range(LocalDate first, LocalDate last) {
    DateTimeFormatter begin =
        first.getYear() != last.getYear()
            ? FULL
            : first.getMonth() == last.getMonth() ? DAY : DAY_MONTH;
    return begin.format(first) + " – " + FULL.format(last);
  }

  /** Such as {@code 1 Dec}. */
  static String dayAndMonth(LocalDate date) {
    return DAY_MONTH.format(date);
  }
}
