package dev.sprintcapacity.chaos.checker;

import dev.sprintcapacity.chaos.findings.Findings;

/**
 * Reads a history once, front to back, and says everything that is wrong with it. First the writes
 * in order of their numbers, then rows in order of position and records in the order they were
 * consumed, in any mixture. Feeding rows and records side by side keeps the memory small: only what
 * still waits for its other half is held, see {@link #waitingRows} and {@link #waitingRecords}. Not
 * thread-safe.
 */
public final class HistoryChecker {
  /** Ids remembered to recognise a second appearance: hours of load in some 40 MB. */
  public static final int DEFAULT_WINDOW = 1 << 18;

  private final Findings<FindingKind> findings = new Findings<>(FindingKind.class);
  private final ClientCheck clients = new ClientCheck(findings);
  private final RowCheck table;
  private final TopicCheck topics;
  private long rows;
  private long records;

  /** A checker that remembers {@link #DEFAULT_WINDOW} ids. */
  public HistoryChecker() {
    this(DEFAULT_WINDOW);
  }

  /** A checker that remembers the last {@code window} ids. */
  public HistoryChecker(int window) {
    if (window < 1) {
      throw new IllegalArgumentException("window must be at least 1, but is " + window);
    }
    this.table = new RowCheck(findings, window);
    this.topics = new TopicCheck(findings, window);
  }

  /** Takes what a client was told; all writes come before the first row. */
  public void write(ClientWrite write) {
    if (rows > 0) {
      throw new IllegalStateException("writes come before rows, but this came late: " + write);
    }
    clients.write(write);
  }

  /** Takes the next row of the event table. */
  public void row(LoggedEvent row) {
    rows++;
    RowCheck.Standing standing = table.row(row);
    if (standing == RowCheck.Standing.CONDEMNED) {
      return;
    }
    clients.row(row, standing == RowCheck.Standing.SOUND);
    topics.row(row);
  }

  /** Takes the next consumed record. */
  public void record(ConsumedRecord record) {
    records++;
    topics.record(record);
  }

  /** Rows that no record has matched so far. */
  public int waitingRows() {
    return topics.waitingRows();
  }

  /** Records that no row has matched so far. */
  public int waitingRecords() {
    return topics.waitingRecords();
  }

  /** Ends the history and judges it. */
  public Verdict finish() {
    table.finish();
    clients.finish();
    topics.finish(clients::refused);
    Tally tally =
        new Tally(
            clients.acknowledged(),
            clients.refused(),
            clients.unknown(),
            rows,
            records,
            table.sprints());
    return new Verdict(findings.counts(), findings.examples(), tally);
  }
}
