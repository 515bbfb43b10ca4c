package dev.sprintcapacity.chaos.checker;

import static dev.sprintcapacity.chaos.checker.FindingKind.ABORTED_READ;
import static dev.sprintcapacity.chaos.checker.FindingKind.ACKNOWLEDGED_WITHOUT_ROW;
import static dev.sprintcapacity.chaos.checker.FindingKind.AGAINST_REAL_TIME;
import static dev.sprintcapacity.chaos.checker.FindingKind.APPLIED_TWICE;
import static dev.sprintcapacity.chaos.checker.FindingKind.DIFFERENT_BYTES;
import static dev.sprintcapacity.chaos.checker.FindingKind.DUPLICATE;
import static dev.sprintcapacity.chaos.checker.FindingKind.HALF_WRITE;
import static dev.sprintcapacity.chaos.checker.FindingKind.HEADER_AGAINST_ROW;
import static dev.sprintcapacity.chaos.checker.FindingKind.HEADER_AGAINST_VALUE;
import static dev.sprintcapacity.chaos.checker.FindingKind.HEADER_MISSING;
import static dev.sprintcapacity.chaos.checker.FindingKind.INVERSION;
import static dev.sprintcapacity.chaos.checker.FindingKind.LOST;
import static dev.sprintcapacity.chaos.checker.FindingKind.OFFSET_NOT_RISING;
import static dev.sprintcapacity.chaos.checker.FindingKind.PHANTOM;
import static dev.sprintcapacity.chaos.checker.FindingKind.RECORD_BEFORE_CHANGE;
import static dev.sprintcapacity.chaos.checker.FindingKind.RECORD_SEQUENCE_TWICE;
import static dev.sprintcapacity.chaos.checker.FindingKind.REFUSED_APPLIED;
import static dev.sprintcapacity.chaos.checker.FindingKind.ROW_AFTER_DELETE;
import static dev.sprintcapacity.chaos.checker.FindingKind.ROW_AGAINST_VALUE;
import static dev.sprintcapacity.chaos.checker.FindingKind.ROW_GAP;
import static dev.sprintcapacity.chaos.checker.FindingKind.ROW_ID_TWICE;
import static dev.sprintcapacity.chaos.checker.FindingKind.ROW_ILLEGAL_LIFE;
import static dev.sprintcapacity.chaos.checker.FindingKind.ROW_INVERSION;
import static dev.sprintcapacity.chaos.checker.FindingKind.ROW_SEQUENCE_TWICE;
import static dev.sprintcapacity.chaos.checker.FindingKind.ROW_TYPE_UNKNOWN;
import static dev.sprintcapacity.chaos.checker.FindingKind.ROW_WRONG_TOPIC;
import static dev.sprintcapacity.chaos.checker.FindingKind.SPRINT_IN_TWO_PARTITIONS;
import static dev.sprintcapacity.chaos.checker.FindingKind.UNASKED_ROW;
import static dev.sprintcapacity.chaos.checker.FindingKind.WRONG_KEY;
import static dev.sprintcapacity.chaos.checker.FindingKind.WRONG_TOPIC;

import dev.sprintcapacity.events.EventType;
import dev.sprintcapacity.events.SprintCompleted;
import dev.sprintcapacity.events.SprintCreated;
import dev.sprintcapacity.events.SprintDeleted;
import dev.sprintcapacity.events.SprintStarted;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A fault planted into {@link History#example}, and the one kind of finding it has to yield.
 *
 * @param name what goes wrong
 * @param kind what the checker must say, and nothing else
 * @param plant spoils the history
 */
record Fault(String name, FindingKind kind, Consumer<Spoiler> plant) {
  private static final String ONE = "sprint-1";
  private static final String TWO = "sprint-2";
  private static final Set<EventType> PLAN = Set.of(EventType.SPRINT_UPDATED);
  private static final Set<EventType> BOTH =
      Set.of(EventType.SPRINT_UPDATED, EventType.TEAM_MEMBER_UPDATED);

  /** Every planted fault. */
  static List<Fault> all() {
    return Stream.of(ofTheTable(), ofTheTopics(), ofRecords(), ofClients())
        .flatMap(List::stream)
        .toList();
  }

  /** The table by itself. */
  private static List<Fault> ofTheTable() {
    return List.of(
        new Fault("a number is missing in the middle", ROW_GAP, s -> s.forget(TWO, 5, 13)),
        new Fault("the first numbers are missing", ROW_GAP, Fault::beheaded),
        new Fault("two events have one number", ROW_SEQUENCE_TWICE, s -> s.secondRow(TWO, 6)),
        new Fault("numbers run against positions", ROW_INVERSION, s -> s.swapRows(TWO, 5, 6)),
        new Fault("a row repeats an id", ROW_ID_TWICE, s -> s.rowWithIdOf(TWO, 7)),
        new Fault("a row names the other topic", ROW_WRONG_TOPIC, s -> s.otherTopicInRow(ONE, 8)),
        new Fault("a type nobody knows", ROW_TYPE_UNKNOWN, s -> s.renameType(TWO, 6, 14)),
        new Fault("columns disagree with the value", ROW_AGAINST_VALUE, s -> s.shiftRow(TWO, 6)),
        new Fault("a deleted sprint lives on", ROW_AFTER_DELETE, s -> s.update(ONE)),
        new Fault(
            "completed without being started",
            ROW_ILLEGAL_LIFE,
            s -> s.append(new SprintCompleted(History.facts(TWO, 1)), true)),
        new Fault(
            "created a second time",
            ROW_ILLEGAL_LIFE,
            s -> s.append(new SprintCreated(History.facts(TWO, s.nextMark())), true)));
  }

  /** Topics against the table: what is there and in which order. */
  private static List<Fault> ofTheTopics() {
    return List.of(
        new Fault("an event is never published", LOST, s -> s.drop(TWO, 5)),
        new Fault("the first event is never published", LOST, s -> s.drop(ONE, 1)),
        new Fault("the last event is never published", LOST, s -> s.drop(TWO, 7)),
        new Fault("a topic ends early", LOST, s -> s.cutTail(3)),
        new Fault("a record has no row", PHANTOM, s -> s.ghost(new SprintDeleted("sprint-ghost"))),
        new Fault(
            "a rolled back write is published",
            ABORTED_READ,
            s -> s.ghost(History.planUpdate(TWO, 1, 4))),
        new Fault("the last event is published twice", DUPLICATE, s -> s.again(TWO, 7)),
        new Fault("an old event is published again", DUPLICATE, s -> s.again(ONE, 1)),
        new Fault("a batch is published again", DUPLICATE, s -> s.batchAgain(5)),
        new Fault("two events of a sprint change places", INVERSION, s -> s.swap(TWO, 5, 6)),
        new Fault("an event is published late", INVERSION, s -> s.late(TWO, 3)),
        new Fault(
            "two events have one number in a topic",
            RECORD_SEQUENCE_TWICE,
            s -> s.otherEventOfNumber(TWO, 7)),
        new Fault("an event lands in the other topic", WRONG_TOPIC, s -> s.otherTopic(TWO, 7)),
        new Fault("a record has another sprint's key", WRONG_KEY, s -> s.key(TWO, 6, ONE)),
        new Fault("a record has no key", WRONG_KEY, s -> s.key(TWO, 6, null)),
        new Fault("a bit of the value flips", DIFFERENT_BYTES, s -> s.flip(TWO, 6)));
  }

  /** Records against their rows. */
  private static List<Fault> ofRecords() {
    return List.of(
        new Fault("the id is absent", HEADER_MISSING, s -> s.headers(TWO, 6, Headers::noId)),
        new Fault(
            "the number is absent", HEADER_MISSING, s -> s.headers(TWO, 6, Headers::noNumber)),
        new Fault("the type is absent", HEADER_MISSING, s -> s.headers(TWO, 6, Headers::noType)),
        new Fault(
            "the subject is absent", HEADER_MISSING, s -> s.headers(TWO, 6, Headers::noSubject)),
        new Fault("the time is absent", HEADER_MISSING, s -> s.headers(TWO, 6, Headers::noTime)),
        new Fault(
            "the subject names another sprint",
            HEADER_AGAINST_VALUE,
            s -> s.headers(TWO, 6, Headers::otherSubject)),
        new Fault(
            "the time is another",
            HEADER_AGAINST_VALUE,
            s -> s.headers(TWO, 6, Headers::otherTime)),
        new Fault(
            "the number is another",
            HEADER_AGAINST_ROW,
            s -> s.headers(TWO, 7, Headers::otherNumber)),
        new Fault(
            "the type is another", HEADER_AGAINST_ROW, s -> s.headers(TWO, 7, Headers::otherType)),
        new Fault("offsets go backwards", OFFSET_NOT_RISING, s -> s.swapOffsets(TWO, 5, 6)),
        new Fault("an offset comes twice", OFFSET_NOT_RISING, s -> s.sameOffset(TWO, 5, 6)),
        new Fault(
            "a sprint moves to another partition",
            SPRINT_IN_TWO_PARTITIONS,
            s -> s.otherPartition(TWO, 7)),
        new Fault("a record precedes its change", RECORD_BEFORE_CHANGE, s -> s.tooEarly(TWO, 6)));
  }

  /** The table against what clients were told. */
  private static List<Fault> ofClients() {
    return List.of(
        new Fault(
            "an acknowledged update left nothing",
            ACKNOWLEDGED_WITHOUT_ROW,
            s -> s.outcome(15, Outcome.ACKNOWLEDGED)),
        new Fault(
            "an acknowledged deletion left nothing",
            ACKNOWLEDGED_WITHOUT_ROW,
            s -> s.outcome(11, Outcome.ACKNOWLEDGED)),
        new Fault("an acknowledged write is half done", HALF_WRITE, s -> s.expected(8, BOTH)),
        new Fault("an unanswered write is half done", HALF_WRITE, s -> s.expected(3, BOTH)),
        new Fault("a write is done twice", APPLIED_TWICE, Fault::appliedTwice),
        new Fault("a refused update is done", REFUSED_APPLIED, s -> s.outcome(14, Outcome.REFUSED)),
        new Fault("a refused start is done", REFUSED_APPLIED, s -> s.outcome(7, Outcome.REFUSED)),
        new Fault(
            "an update nobody sent",
            UNASKED_ROW,
            s -> s.append(History.planUpdate(TWO, 1, 999), false)),
        new Fault(
            "a start nobody sent",
            UNASKED_ROW,
            s -> s.append(new SprintStarted(History.facts(TWO, 1)), false)),
        new Fault("a write did more than it said", UNASKED_ROW, s -> s.narrow(2, PLAN)),
        new Fault(
            "a later write stands before an earlier one",
            AGAINST_REAL_TIME,
            s -> s.sentAfterAll(13)));
  }

  private static void beheaded(Spoiler s) {
    s.forget(TWO, 1, 1);
    s.forget(TWO, 2, 1);
  }

  private static void appliedTwice(Spoiler s) {
    s.append(History.teamUpdate(TWO, 1, 16), false);
  }

  @Override
  public String toString() {
    return name + " -> " + kind;
  }

  /** Headers with one of them spoilt. */
  private static final class Headers {
    static RecordHeaders noId(RecordHeaders h) {
      return new RecordHeaders(null, h.sequence(), h.type(), h.subject(), h.time());
    }

    static RecordHeaders noNumber(RecordHeaders h) {
      return new RecordHeaders(h.id(), null, h.type(), h.subject(), h.time());
    }

    static RecordHeaders noType(RecordHeaders h) {
      return new RecordHeaders(h.id(), h.sequence(), null, h.subject(), h.time());
    }

    static RecordHeaders noSubject(RecordHeaders h) {
      return new RecordHeaders(h.id(), h.sequence(), h.type(), null, h.time());
    }

    static RecordHeaders noTime(RecordHeaders h) {
      return new RecordHeaders(h.id(), h.sequence(), h.type(), h.subject(), null);
    }

    static RecordHeaders otherSubject(RecordHeaders h) {
      return new RecordHeaders(h.id(), h.sequence(), h.type(), "sprint-other", h.time());
    }

    static RecordHeaders otherTime(RecordHeaders h) {
      return new RecordHeaders(
          h.id(), h.sequence(), h.type(), h.subject(), Spoiler.present(h.time()).plusNanos(1_000));
    }

    static RecordHeaders otherNumber(RecordHeaders h) {
      return new RecordHeaders(
          h.id(), Spoiler.present(h.sequence()) + 1, h.type(), h.subject(), h.time());
    }

    static RecordHeaders otherType(RecordHeaders h) {
      return new RecordHeaders(h.id(), h.sequence(), "sprint.updated", h.subject(), h.time());
    }

    private Headers() {}
  }
}
