package dev.sprintcapacity.domain;

import dev.sprintcapacity.domain.text.EmailRule;
import java.time.LocalDate;

/** The bounds of everything a plan can hold. Lengths of text are counted in code points. */
public final class Limits {

  /** Longest name of a member; the longest legal personal names on record fit. */
  public static final int NAME = 200;

  /** Longest e-mail address, as SMTP has it. */
  public static final int EMAIL = EmailRule.MAX_CODE_POINTS;

  /** Longest reason of a leave: a sentence or two, not a medical history. */
  public static final int VACATION_REASON = 500;

  /** Longest name of a holiday. */
  public static final int HOLIDAY_NAME = 200;

  /** Longest description of a holiday: a paragraph. */
  public static final int HOLIDAY_DESCRIPTION = 1000;

  /** Most members of a team: far above any team that plans together, bounded for one event. */
  public static final int TEAM = 200;

  /** Most leaves of one member: one for every third day of the longest sprint. */
  public static final int VACATIONS_PER_MEMBER = 100;

  /** Most holidays of a sprint: one for each day of the longest. */
  public static final int HOLIDAYS = 366;

  /** Longest sprint in days, both ends counted: a leap year. */
  public static final int SPRINT_DAYS = 366;

  /** Earliest date: the epoch, so that every date is a non-negative number of days. */
  public static final LocalDate FIRST_DATE = LocalDate.of(1970, 1, 1);

  /** Latest date: four digits of year with room for typing errors to be noticed. */
  public static final LocalDate LAST_DATE = LocalDate.of(2999, 12, 31);

  private Limits() {}
}
