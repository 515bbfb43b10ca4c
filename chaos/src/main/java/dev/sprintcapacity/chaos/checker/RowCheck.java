package dev.sprintcapacity.chaos.checker;

import dev.sprintcapacity.chaos.findings.Findings;
import dev.sprintcapacity.events.EventType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Judges the event table by itself. Per sprint it keeps a number, a phase and what is missing. */
final class RowCheck {
  /** A hole wider than this is counted once and not number by number. */
  private static final int MOST_MISSING_PER_SPRINT = 1_000;

  private final Findings<FindingKind> findings;
  private final SeenIds ids;
  private final Map<String, Life> lives = new HashMap<>();
  private long lastPosition = Long.MIN_VALUE;

  RowCheck(Findings<FindingKind> findings, int window) {
    this.findings = findings;
    this.ids = new SeenIds(window);
  }

  /** Judges a row; tells whether its place among the events of its sprint is sound. */
  Standing row(LoggedEvent row) {
    if (row.position() <= lastPosition) {
      throw new IllegalArgumentException(
          "rows are given in order of position, but %s follows %d"
              .formatted(row.name(), lastPosition));
    }
    lastPosition = row.position();
    if (ids.see(row.id(), row.sprintId()) != null) {
      findings.add(FindingKind.ROW_ID_TWICE, row.name());
      lives.computeIfAbsent(row.sprintId(), id -> new Life()).skip(row.sequence());
      return Standing.CONDEMNED;
    }
    Standing standing = place(row, lives.computeIfAbsent(row.sprintId(), id -> new Life()));
    contents(row);
    return standing;
  }

  private Standing place(LoggedEvent row, Life life) {
    if (row.sequence() > life.last) {
      for (long number = life.last + 1; number < row.sequence(); number++) {
        if (life.missing.size() < MOST_MISSING_PER_SPRINT) {
          life.missing.add(number);
        }
      }
      life.last = row.sequence();
      judgeLife(row, life);
      return Standing.SOUND;
    }
    if (life.missing.remove(row.sequence())) {
      findings.add(
          FindingKind.ROW_INVERSION, "%s stands after #%d".formatted(row.name(), life.last));
      return Standing.LATE;
    }
    findings.add(FindingKind.ROW_SEQUENCE_TWICE, row.name());
    return Standing.CONDEMNED;
  }

  private void judgeLife(LoggedEvent row, Life life) {
    Optional<EventType> type = EventType.fromWireName(row.type());
    if (type.isEmpty()) {
      findings.add(FindingKind.ROW_TYPE_UNKNOWN, row.name());
      return;
    }
    boolean startIsKnown = life.phase != LifePhase.UNBORN || life.missing.isEmpty();
    if (life.phase == LifePhase.DELETED) {
      findings.add(FindingKind.ROW_AFTER_DELETE, row.name());
      return;
    }
    if (startIsKnown && !life.phase.allows(type.get())) {
      findings.add(FindingKind.ROW_ILLEGAL_LIFE, "%s while %s".formatted(row.name(), life.phase));
    }
    life.phase = life.phase.after(type.get());
  }

  private void contents(LoggedEvent row) {
    EventType.fromWireName(row.type())
        .filter(type -> !type.topic().topicName().equals(row.topic()))
        .ifPresent(type ->
            findings.add(
                FindingKind.ROW_WRONG_TOPIC,
                "%s names topic %s".formatted(row.name(), row.topic())));
    Contents contents = row.contents();
    if (!row.type().equals(contents.eventType())
        || !row.sprintId().equals(contents.sprintId())
        || !row.occurredAt().equals(contents.time())) {
      findings.add(
          FindingKind.ROW_AGAINST_VALUE,
          "%s of %s, but its value says %s".formatted(row.name(), row.occurredAt(), contents));
    }
  }

  void finish() {
    lives.forEach((sprint, life) -> {
      if (!life.missing.isEmpty()) {
        findings.add(
            FindingKind.ROW_GAP,
            "%s has no #%d of %d".formatted(sprint, life.missing.first(), life.last));
      }
    });
  }

  long sprints() {
    return lives.size();
  }

  /** How a row stands among the rows of its sprint. */
  enum Standing {
    SOUND,
    LATE,
    CONDEMNED
  }

  private static final class Life {
    private long last;
    private LifePhase phase = LifePhase.UNBORN;
    private final TreeSet<Long> missing = new TreeSet<>();

    /** Takes a number as used, so that one fault is not reported as two. */
    void skip(long sequence) {
      if (sequence == last + 1) {
        last = sequence;
      }
      missing.remove(sequence);
    }
  }
}
