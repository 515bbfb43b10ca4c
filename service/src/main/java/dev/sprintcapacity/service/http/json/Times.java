package dev.sprintcapacity.service.http.json;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times of responses: RFC 3339 in UTC, always with microseconds so that they sort as text. */
public final class Times {

  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Times() {}

  /** The time as text. */
  public static String text(Instant time) {
    return FORM.format(time);
  }
}
