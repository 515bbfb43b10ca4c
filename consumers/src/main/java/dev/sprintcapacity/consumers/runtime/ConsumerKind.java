package dev.sprintcapacity.consumers.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The day-one consumers. Closed: the runtime knows how each of them is made. */
public enum ConsumerKind {
  /** Mails to members and scrum masters. */
  EMAIL,
  /** Facts and their history in tables. */
  ANALYTICS,
  /** Sprints in Jira. */
  JIRA;

  /** What an operator calls it, as in {@code email}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one with this word; empty where there is none. */
  public static Optional<ConsumerKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  /** All words in their order. */
  public static List<String> words() {
    return Arrays.stream(values()).map(ConsumerKind::word).toList();
  }
}
