package dev.sprintcapacity.chaos.checker;

import dev.sprintcapacity.chaos.findings.Findings;
import dev.sprintcapacity.events.EventType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what clients were told with what the table holds. */
final class ClientCheck {
  private final Findings<FindingKind> findings;
  private final List<Marked> marked = new ArrayList<>();
  private final Map<String, Map<EventType, Asked>> unmarked = new HashMap<>();
  private final Map<String, Long> latestSent = new HashMap<>();
  private long acknowledged;
  private long refused;
  private long unknown;

  ClientCheck(Findings<FindingKind> findings) {
    this.findings = findings;
  }

  void write(ClientWrite write) {
    if (write.number() != marked.size()) {
      throw new IllegalArgumentException(
          "writes are given in order of number: expected %d, not %d"
              .formatted(marked.size(), write.number()));
    }
    switch (write.outcome()) {
      case ACKNOWLEDGED -> acknowledged++;
      case REFUSED -> refused++;
      case UNKNOWN -> unknown++;
    }
    marked.add(new Marked(write));
    String sprintId = write.sprintId();
    if (!write.marked() && sprintId != null) {
      write
          .expected()
          .forEach(type ->
              unmarked
                  .computeIfAbsent(sprintId, id -> new EnumMap<>(EventType.class))
                  .computeIfAbsent(type, t -> new Asked())
                  .ask(write));
    }
  }

  /** Judges a row whose type is known; {@code ordered} where its place can be trusted. */
  void row(LoggedEvent row, boolean ordered) {
    EventType type = EventType.fromWireName(row.type()).orElse(null);
    if (type == null) {
      return;
    }
    switch (type) {
      case SPRINT_CREATED, SPRINT_UPDATED, TEAM_MEMBER_ADDED, TEAM_MEMBER_UPDATED ->
          markedRow(row, type, ordered);
      case SPRINT_STARTED, SPRINT_COMPLETED, SPRINT_DELETED -> {
        Asked asked = unmarked.getOrDefault(row.sprintId(), Map.of()).get(type);
        if (asked == null) {
          findings.add(FindingKind.UNASKED_ROW, row.name());
        } else {
          asked.rows++;
        }
      }
    }
  }

  private void markedRow(LoggedEvent row, EventType type, boolean ordered) {
    long mark = row.contents().mark();
    if (mark < 0 || mark >= marked.size()) {
      findings.add(FindingKind.UNASKED_ROW, row.name());
      return;
    }
    Marked write = marked.get((int) mark);
    if (!write.write.expected().contains(type)) {
      findings.add(FindingKind.UNASKED_ROW, row.name() + ", not expected of write " + mark);
      return;
    }
    if (!write.seen.add(type)) {
      findings.add(FindingKind.APPLIED_TWICE, row.name() + " of write " + mark);
      return;
    }
    if (write.write.outcome() == Outcome.REFUSED) {
      findings.add(FindingKind.REFUSED_APPLIED, row.name() + " of write " + mark);
    }
    if (ordered) {
      judgeRealTime(row, write.write);
    }
  }

  private void judgeRealTime(LoggedEvent row, ClientWrite write) {
    long latest = latestSent.merge(row.sprintId(), write.sentNanos(), ClientCheck::laterOf);
    if (write.outcome() == Outcome.ACKNOWLEDGED && write.answeredNanos() - latest < 0) {
      findings.add(
          FindingKind.AGAINST_REAL_TIME,
          "%s of write %d follows an event of a write sent after its acknowledgement"
              .formatted(row.name(), write.number()));
    }
  }

  private static long laterOf(long one, long other) {
    return one - other > 0 ? one : other;
  }

  void finish() {
    for (Marked write : marked) {
      if (write.write.marked()) {
        judge(write);
      }
    }
    unmarked.forEach((sprint, types) -> types.forEach((type, asked) -> judge(sprint, type, asked)));
  }

  private void judge(Marked marked) {
    ClientWrite write = marked.write;
    if (marked.seen.equals(write.expected()) || write.outcome() == Outcome.REFUSED) {
      return;
    }
    if (!marked.seen.isEmpty()) {
      findings.add(FindingKind.HALF_WRITE, write + " left not all of its events");
    } else if (write.outcome() == Outcome.ACKNOWLEDGED) {
      findings.add(FindingKind.ACKNOWLEDGED_WITHOUT_ROW, write.toString());
    }
  }

  private void judge(String sprint, EventType type, Asked asked) {
    String about =
        "%s of %s: %d rows, %d acknowledged, %d open, %d refused"
            .formatted(type.wireName(), sprint, asked.rows, asked.done, asked.open, asked.refused);
    if (asked.rows < asked.done) {
      findings.add(FindingKind.ACKNOWLEDGED_WITHOUT_ROW, about);
    } else if (asked.rows > asked.done + asked.open) {
      findings.add(
          asked.refused > 0 ? FindingKind.REFUSED_APPLIED : FindingKind.UNASKED_ROW, about);
    }
  }

  /** Whether a mark belongs to a write that certainly did not happen. */
  boolean refused(long mark) {
    return mark >= 0
        && mark < marked.size()
        && marked.get((int) mark).write.outcome() == Outcome.REFUSED;
  }

  long acknowledged() {
    return acknowledged;
  }

  long refused() {
    return refused;
  }

  long unknown() {
    return unknown;
  }

  private static final class Marked {
    private final ClientWrite write;
    private final Set<EventType> seen = EnumSet.noneOf(EventType.class);

    Marked(ClientWrite write) {
      this.write = write;
    }
  }

  private static final class Asked {
    private long done;
    private long open;
    private long refused;
    private long rows;

    void ask(ClientWrite write) {
      switch (write.outcome()) {
        case ACKNOWLEDGED -> done++;
        case REFUSED -> refused++;
        case UNKNOWN -> open++;
      }
    }
  }
}
