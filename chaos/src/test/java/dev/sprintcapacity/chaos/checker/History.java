package dev.sprintcapacity.chaos.checker;

import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.EventData;
import dev.sprintcapacity.events.EventEncoder;
import dev.sprintcapacity.events.EventType;
import dev.sprintcapacity.events.HolidayFact;
import dev.sprintcapacity.events.SprintCompleted;
import dev.sprintcapacity.events.SprintCreated;
import dev.sprintcapacity.events.SprintDeleted;
import dev.sprintcapacity.events.SprintFacts;
import dev.sprintcapacity.events.SprintStarted;
import dev.sprintcapacity.events.SprintUpdated;
import dev.sprintcapacity.events.TeamMember;
import dev.sprintcapacity.events.TeamMemberAdded;
import dev.sprintcapacity.events.TeamMemberUpdated;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A history that a flawless service would leave, open to be spoilt. */
final class History {
  private static final int PARTITIONS = 6;
  private static final List<Outcome> OUTCOMES = List.of(Outcome.values());
  private static final Instant START = Instant.parse("2026-01-05T09:00:00.123456Z");
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 5);

  final List<ClientWrite> writes = new ArrayList<>();
  final List<LoggedEvent> rows = new ArrayList<>();
  final List<ConsumedRecord> records = new ArrayList<>();
  final List<EncodedEvent> events = new ArrayList<>();

  private final Random random;
  private final Map<String, Long> offsets = new HashMap<>();
  private long nanos = 1_000;
  private long position;

  private History(long seed) {
    this.random = new Random(seed);
  }

  /** Sprints with whole lives, their events mixed as by concurrent clients. */
  static History clean(long seed, int sprints, int steps) {
    var history = new History(seed);
    List<Sprint> open = new ArrayList<>();
    for (int number = 0; number < sprints; number++) {
      open.add(history.new Sprint("sprint-" + new UUID(seed, number)));
    }
    for (int step = 0; step < steps && !open.isEmpty(); step++) {
      Sprint sprint = open.get(history.random.nextInt(open.size()));
      if (sprint.phase == LifePhase.DELETED) {
        open.remove(sprint);
      } else {
        sprint.step();
      }
    }
    return history;
  }

  /** One of everything, always the same: the ground for planted faults. */
  static History example() {
    var history = new History(7);
    Sprint one = history.new Sprint("sprint-1");
    Sprint two = history.new Sprint("sprint-2");
    one.create(Outcome.ACKNOWLEDGED);
    two.create(Outcome.ACKNOWLEDGED);
    one.updateBoth(Outcome.ACKNOWLEDGED);
    one.updateTeam(Outcome.UNKNOWN);
    two.updatePlan(Outcome.REFUSED);
    two.updatePlan(Outcome.ACKNOWLEDGED);
    one.updatePlan(Outcome.ACKNOWLEDGED);
    one.life(EventType.SPRINT_STARTED, Outcome.ACKNOWLEDGED);
    two.updateTeam(Outcome.ACKNOWLEDGED);
    one.updatePlan(Outcome.ACKNOWLEDGED);
    one.life(EventType.SPRINT_COMPLETED, Outcome.UNKNOWN);
    two.life(EventType.SPRINT_DELETED, Outcome.REFUSED);
    one.life(EventType.SPRINT_DELETED, Outcome.ACKNOWLEDGED);
    two.updatePlan(Outcome.ACKNOWLEDGED);
    two.updatePlan(Outcome.ACKNOWLEDGED);
    two.silent();
    two.updateTeam(Outcome.ACKNOWLEDGED);
    return history;
  }

  Verdict verdict() {
    var checker = new HistoryChecker(10_000);
    writes.forEach(checker::write);
    rows.forEach(checker::row);
    records.forEach(checker::record);
    return checker.finish();
  }

  /** The same history with records before rows. */
  Verdict verdictRecordsFirst() {
    var checker = new HistoryChecker(10_000);
    writes.forEach(checker::write);
    records.forEach(checker::record);
    rows.forEach(checker::row);
    return checker.finish();
  }

  /** The row of a sprint with a number. */
  LoggedEvent row(String sprint, long sequence) {
    return rows.stream()
        .filter(row -> row.sprintId().equals(sprint) && row.sequence() == sequence)
        .findFirst()
        .orElseThrow();
  }

  /** The record of a sprint with a number. */
  ConsumedRecord record(String sprint, long sequence) {
    UUID id = row(sprint, sequence).id();
    return records.stream().filter(r -> id.equals(r.headers().id())).findFirst().orElseThrow();
  }

  long lastSequence(String sprint) {
    return rows.stream()
        .filter(row -> row.sprintId().equals(sprint))
        .mapToLong(LoggedEvent::sequence)
        .max()
        .orElseThrow();
  }

  /** A row as the table would hold it next. */
  LoggedEvent rowOf(EncodedEvent event) {
    return new LoggedEvent(
        ++position,
        event.key(),
        event.sequence(),
        event.id(),
        event.type().wireName(),
        event.type().topic().topicName(),
        event.time(),
        Contents.of(event.value()));
  }

  /** A record as a partition would hold it next. */
  ConsumedRecord recordOf(EncodedEvent event) {
    String topic = event.type().topic().topicName();
    int partition = Math.floorMod(event.key().hashCode(), PARTITIONS);
    long offset = offsets.merge(topic + partition, 1L + random.nextInt(3), Long::sum);
    return new ConsumedRecord(
        topic,
        partition,
        offset,
        event.time().truncatedTo(ChronoUnit.MILLIS).plusMillis(random.nextInt(5)),
        event.key(),
        new RecordHeaders(
            event.id(), event.sequence(), event.type().wireName(), event.key(), event.time()),
        Contents.of(event.value()));
  }

  /** An event of this history's time, not yet in any list. */
  EncodedEvent event(long sequence, EventData data) {
    return EventEncoder.encode(
        new Event(
            new UUID(random.nextLong(), random.nextLong()),
            START.plus(++nanos, ChronoUnit.MILLIS),
            sequence,
            null,
            data));
  }

  static SprintFacts facts(String sprint, long mark) {
    return new SprintFacts(
        sprint,
        "Sprint " + Contents.sprintNumber(mark),
        Contents.sprintNumber(mark),
        2,
        FIRST_DAY,
        FIRST_DAY.plusDays(13),
        10,
        new BigDecimal("90.0"));
  }

  static SprintUpdated planUpdate(String sprint, long createdBy, long mark) {
    return new SprintUpdated(
        facts(sprint, createdBy),
        List.of(new HolidayFact(FIRST_DAY, Contents.updateName(mark))),
        List.of("holidays"));
  }

  static TeamMemberUpdated teamUpdate(String sprint, long createdBy, long mark) {
    return new TeamMemberUpdated(
        sprint,
        "Sprint " + Contents.sprintNumber(createdBy),
        List.of(
            new TeamMember("member-1", "Alice Johnson", "Developer", null),
            new TeamMember("member-2", Contents.updateName(mark), "Tester", null)));
  }

  ClientWrite write(@Nullable String sprint, Set<EventType> expected, Outcome outcome) {
    long sent = ++nanos;
    return new ClientWrite(writes.size(), sprint, expected, outcome, sent, ++nanos);
  }

  /** One sprint on its way through the history. */
  private final class Sprint {
    private final String id;
    private LifePhase phase = LifePhase.UNBORN;
    private long createdBy;
    private long sequence;

    Sprint(String id) {
      this.id = id;
    }

    void step() {
      Outcome outcome = OUTCOMES.get(random.nextInt(OUTCOMES.size()));
      if (phase == LifePhase.UNBORN) {
        create(outcome);
        return;
      }
      boolean revisable = phase == LifePhase.PLANNED || phase == LifePhase.ACTIVE;
      switch (random.nextInt(10)) {
        case 0 -> life(EventType.SPRINT_STARTED, legal(LifePhase.PLANNED, outcome));
        case 1 -> life(EventType.SPRINT_COMPLETED, legal(LifePhase.ACTIVE, outcome));
        case 2 -> life(EventType.SPRINT_DELETED, outcome);
        case 3 -> silent();
        case 4, 5 -> updateBoth(revisable ? outcome : Outcome.REFUSED);
        case 6, 7 -> updatePlan(revisable ? outcome : Outcome.REFUSED);
        default -> updateTeam(revisable ? outcome : Outcome.REFUSED);
      }
    }

    private Outcome legal(LifePhase needed, Outcome outcome) {
      return phase == needed ? outcome : Outcome.REFUSED;
    }

    void create(Outcome outcome) {
      long mark = writes.size();
      Set<EventType> expected = Set.of(EventType.SPRINT_CREATED, EventType.TEAM_MEMBER_ADDED);
      writes.add(write(outcome == Outcome.ACKNOWLEDGED ? id : null, expected, outcome));
      if (outcome == Outcome.REFUSED) {
        return;
      }
      createdBy = mark;
      phase = LifePhase.PLANNED;
      List<TeamMember> team = teamUpdate(id, mark, mark).teamMembers();
      append(new SprintCreated(facts(id, mark)));
      append(new TeamMemberAdded(id, "Sprint " + Contents.sprintNumber(mark), team));
    }

    void updateBoth(Outcome outcome) {
      long mark = writes.size();
      update(
          outcome,
          Set.of(EventType.SPRINT_UPDATED, EventType.TEAM_MEMBER_UPDATED),
          planUpdate(id, createdBy, mark),
          teamUpdate(id, createdBy, mark));
    }

    void updatePlan(Outcome outcome) {
      EventData data = planUpdate(id, createdBy, writes.size());
      update(outcome, Set.of(EventType.SPRINT_UPDATED), data);
    }

    void updateTeam(Outcome outcome) {
      EventData data = teamUpdate(id, createdBy, writes.size());
      update(outcome, Set.of(EventType.TEAM_MEMBER_UPDATED), data);
    }

    private void update(Outcome outcome, Set<EventType> expected, EventData... data) {
      writes.add(write(id, expected, outcome));
      if (outcome != Outcome.REFUSED) {
        for (EventData each : data) {
          append(each);
        }
      }
    }

    /** A write nobody answered and which did not happen. */
    void silent() {
      writes.add(write(id, Set.of(EventType.SPRINT_UPDATED), Outcome.UNKNOWN));
    }

    void life(EventType type, Outcome outcome) {
      writes.add(write(id, Set.of(type), outcome));
      if (outcome == Outcome.REFUSED) {
        return;
      }
      phase = phase.after(type);
      append(
          switch (type) {
            case SPRINT_STARTED -> new SprintStarted(facts(id, createdBy));
            case SPRINT_COMPLETED -> new SprintCompleted(facts(id, createdBy));
            default -> new SprintDeleted(id);
          });
    }

    private void append(EventData data) {
      EncodedEvent event = event(++sequence, data);
      events.add(event);
      rows.add(rowOf(event));
      records.add(recordOf(event));
    }
  }

  /** The sprints that have rows, in order of appearance. */
  List<String> sprints() {
    Set<String> ids = new LinkedHashSet<>();
    rows.forEach(row -> ids.add(row.sprintId()));
    return List.copyOf(ids);
  }
}
