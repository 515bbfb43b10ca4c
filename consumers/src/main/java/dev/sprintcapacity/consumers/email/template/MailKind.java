package dev.sprintcapacity.consumers.email.template;

import java.util.Locale;

/**
 * What a mail is for. Closed: each kind has its templates, and one event brings a person each kind
 * at most once.
 */
public enum MailKind {
  /** To somebody who is new in a team, with the invitation to the sprint. */
  WELCOME,
  /** To the scrum master: a sprint was planned, has started, is completed, or was removed. */
  SUMMARY,
  /** To the team: the sprint has other dates, with the changed invitation. */
  RESCHEDULED,
  /** To the team: the sprint was removed, with what removes it from calendars. */
  CANCELLED;

  /** As it stands in tables, names of templates and ids of mails. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind with a label.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static MailKind ofLabel(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
