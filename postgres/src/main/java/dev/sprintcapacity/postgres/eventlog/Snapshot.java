package dev.sprintcapacity.postgres.eventlog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Which transactions of a database had ended at one moment: PostgreSQL's {@code pg_snapshot}.
 *
 * <p>Transaction ids mean nothing in another database system; keep a snapshot together with a
 * {@link LogIdentity}.
 *
 * @param xmax transactions from this id on had not ended
 * @param inProgress ids below {@code xmax} that had not ended either, ascending
 */
public record Snapshot(long xmax, List<Long> inProgress) {

  /** The first id that PostgreSQL gives to a transaction; those below are reserved. */
  private static final long FIRST_NORMAL_XID = 3;

  /** The snapshot in which no transaction had ended: the start of every log. */
  public static final Snapshot NOTHING = new Snapshot(FIRST_NORMAL_XID, List.of());

  public Snapshot {
    inProgress = List.copyOf(inProgress);
    if (xmax < FIRST_NORMAL_XID) {
      throw new BrokenEventLogException("snapshot: xmax is %d, below 3".formatted(xmax));
    }
    long below = FIRST_NORMAL_XID - 1;
    for (long xid : inProgress) {
      if (xid <= below || xid >= xmax) {
        throw new BrokenEventLogException(
            "snapshot: transactions in progress are %s, expected ascending ids from 3 to below %d"
                .formatted(inProgress, xmax));
      }
      below = xid;
    }
  }

  /**
   * Reads PostgreSQL's text form.
   *
   * @param text for instance {@code 10:20:10,14,15}
   * @throws BrokenEventLogException where the text is no snapshot
   */
  public static Snapshot parse(String text) {
    int first = text.indexOf(':');
    int second = text.indexOf(':', first + 1);
    if (first < 0 || second < 0) {
      throw new BrokenEventLogException(
          "snapshot \"%s\" does not have the form xmin:xmax:xip".formatted(text));
    }
    try {
      List<Long> inProgress = new ArrayList<>();
      int start = second + 1;
      while (start < text.length()) {
        int comma = text.indexOf(',', start);
        int end = comma < 0 ? text.length() : comma;
        inProgress.add(Long.parseLong(text, start, end, 10));
        start = end + 1;
      }
      Snapshot snapshot = new Snapshot(Long.parseLong(text, first + 1, second, 10), inProgress);
      long xmin = Long.parseLong(text, 0, first, 10);
      if (xmin < FIRST_NORMAL_XID || xmin > snapshot.xmin()) {
        throw new BrokenEventLogException(
            "snapshot \"%s\": xmin is not between 3 and the oldest transaction in progress"
                .formatted(text));
      }
      return snapshot;
    } catch (NumberFormatException e) {
      throw new BrokenEventLogException(
          "snapshot \"%s\" holds something that is no transaction id".formatted(text), e);
    }
  }

  /** All transactions below this id had ended. */
  public long xmin() {
    return inProgress.isEmpty() ? xmax : inProgress.getFirst();
  }

  /** Whether a transaction had ended, so that its rows, if it committed, are seen. */
  public boolean sees(long xid) {
    return xid < xmax && Collections.binarySearch(inProgress, xid) < 0;
  }

  /**
   * What this snapshot says about transactions up to {@code lastXid}; all later ones count as not
   * ended.
   *
   * <p>A crash of PostgreSQL can give an id again when all that is known of its first holder was
   * lost with the unwritten end of the log; typically that of a transaction rolled back just
   * before. If a cursor covered such an id, the events of its second holder would count as
   * published and be lost. The id of a committed event is never given again: its commit was durable
   * before anybody could see it. A cursor therefore never reaches beyond the events it stands for.
   *
   * @param lastXid the highest transaction id of an event that this snapshot sees
   */
  public Snapshot upTo(long lastXid) {
    long end = Math.max(lastXid + 1, FIRST_NORMAL_XID);
    if (end >= xmax) {
      return this;
    }
    return new Snapshot(end, inProgress.stream().filter(xid -> xid < end).toList());
  }

  /** PostgreSQL's text form, for instance {@code 10:20:10,14,15}. */
  public String text() {
    StringBuilder text = new StringBuilder(32).append(xmin()).append(':').append(xmax).append(':');
    for (int i = 0; i < inProgress.size(); i++) {
      if (i > 0) {
        text.append(',');
      }
      text.append(inProgress.get(i));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return text();
  }
}
