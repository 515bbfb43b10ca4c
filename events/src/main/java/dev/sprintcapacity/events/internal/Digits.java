package dev.sprintcapacity.events.internal;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Reads numbers and dates digit by digit, where an event has them at fixed places. */
final class Digits {
  /** Length of {@code 2025-11-27}. */
  static final int DATE_LENGTH = 10;

  private Digits() {}

  /**
   * Reads {@code 2025-11-27} from the beginning of a text.
   *
   * @throws DateTimeException where it stands for no day, or something else stands there
   */
  static LocalDate date(String text) {
    if (text.charAt(4) != '-' || text.charAt(7) != '-') {
      throw new DateTimeException("no date");
    }
    return LocalDate.of(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2));
  }

  /**
   * Reads so many digits.
   *
   * @throws DateTimeException where one of them is none
   */
  static int number(String text, int from, int digits) {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        throw new DateTimeException("no digit");
      }
      number = 10 * number + digit - '0';
    }
    return number;
  }
}
