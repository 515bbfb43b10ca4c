package dev.sprintcapacity.postgres;

import java.util.List;

/**
 * Whether a database may keep sprints and their events. Closed, because whoever asks must decide
 * what to do in both cases.
 */
public sealed interface DatabaseVerdict {

  /**
   * The database keeps what it is given.
   *
   * @param serverVersion what the server calls itself, such as {@code 18.6}
   * @param warnings what an operator should know; empty where there is nothing
   */
  record Accepted(String serverVersion, List<String> warnings) implements DatabaseVerdict {
    public Accepted {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * The database must not be used as it is.
   *
   * @param reasons all of them; each with the value that was found and what to do
   */
  record Refused(List<String> reasons) implements DatabaseVerdict {
    public Refused {
      reasons = List.copyOf(reasons);
      if (reasons.isEmpty()) {
        throw new PostgresException("A refused database must have a reason, but has none");
      }
    }
  }
}
