package dev.sprintcapacity.chaos.effects;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whose effects are looked at. Closed: each has a check of its own. */
public enum EffectKind {
  /** Mails that a mail server got. */
  EMAIL,
  /** Rows. */
  ANALYTICS,
  /** Sprints that a Jira has. */
  JIRA;

  /** The word to ask for it, and the name of the consumer. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind with this word, if there is one. */
  public static Optional<EffectKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }
}
