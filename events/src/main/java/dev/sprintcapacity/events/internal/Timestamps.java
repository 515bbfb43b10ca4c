package dev.sprintcapacity.events.internal;

import dev.sprintcapacity.events.EventFormatException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;

/**
 * The two text forms of an event's time, written and read digit by digit because every event needs
 * them and a formatter costs more than the rest of the envelope.
 */
public final class Timestamps {
  /** Length of {@code 2025-11-27T10:30:00.123456}. */
  public static final int WIRE_LENGTH = 26;

  private Timestamps() {}

  /**
   * Writes {@code yyyy-MM-dd'T'HH:mm:ss.SSSSSS} in UTC; what is finer than a microsecond is cut.
   *
   * @param time an instant of the years 0 to 9999
   * @return {@link #WIRE_LENGTH} characters
   */
  public static char[] wireForm(Instant time) {
    return digits(time, WIRE_LENGTH);
  }

  /**
   * Writes the same as {@link #wireForm} with a {@code Z} behind it, as RFC 3339 asks.
   *
   * @param time an instant of the years 0 to 9999
   * @return the text
   */
  public static String rfc3339(Instant time) {
    char[] text = digits(time, WIRE_LENGTH + 1);
    text[WIRE_LENGTH] = 'Z';
    return new String(text);
  }

  /**
   * Reads what {@link #wireForm} wrote.
   *
   * @param text the timestamp of an envelope
   * @return the instant
   * @throws EventFormatException where the text has another form or names no real time
   */
  public static Instant parse(String text) {
    try {
      if (isShaped(text)) {
        return Digits.date(text)
            .atTime(
                Digits.number(text, 11, 2),
                Digits.number(text, 14, 2),
                Digits.number(text, 17, 2),
                1_000 * Digits.number(text, 20, 6))
            .toInstant(ZoneOffset.UTC);
      }
    } catch (DateTimeException e) {
      throw new EventFormatException(expectation(text), e);
    }
    throw new EventFormatException(expectation(text));
  }

  private static boolean isShaped(String text) {
    return text.length() == WIRE_LENGTH
        && text.charAt(10) == 'T'
        && text.charAt(13) == ':'
        && text.charAt(16) == ':'
        && text.charAt(19) == '.';
  }

  private static String expectation(String text) {
    return "timestamp must look like 2025-11-27T10:30:00.123456, but is " + Checks.shortened(text);
  }

  private static char[] digits(Instant time, int length) {
    LocalDateTime utc =
        LocalDateTime.ofEpochSecond(
            time.getEpochSecond(), time.get(ChronoField.NANO_OF_SECOND), ZoneOffset.UTC);
    char[] text = new char[length];
    put(text, 0, 4, utc.getYear());
    text[4] = '-';
    put(text, 5, 2, utc.getMonthValue());
    text[7] = '-';
    put(text, 8, 2, utc.getDayOfMonth());
    text[10] = 'T';
    put(text, 11, 2, utc.getHour());
    text[13] = ':';
    put(text, 14, 2, utc.getMinute());
    text[16] = ':';
    put(text, 17, 2, utc.getSecond());
    text[19] = '.';
    put(text, 20, 6, utc.getNano() / 1_000);
    return text;
  }

  private static void put(char[] text, int from, int width, int number) {
    int rest = number;
    for (int i = from + width - 1; i >= from; i--) {
      text[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
