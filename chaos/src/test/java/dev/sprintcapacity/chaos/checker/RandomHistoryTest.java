package dev.sprintcapacity.chaos.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.events.SprintDeleted;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RandomHistoryTest {

  @Property(tries = 200)
  boolean random_flawless_histories_yield_no_finding(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int sprints) {
    History history = History.clean(seed, sprints, sprints * 12);

    return history.verdict().clean() && history.verdictRecordsFirst().clean();
  }

  @Property(tries = 500)
  void a_single_random_mutation_is_always_found(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 14) int mutation) {
    History history = History.clean(seed, 6, 90);
    if (history.rows.isEmpty()) {
      return;
    }

    boolean mutated = mutate(history, new Random(seed), mutation);

    if (mutated) {
      Verdict verdict = history.verdict();
      assertThat(verdict.clean()).as("mutation %d", mutation).isFalse();
      assertThat(history.verdictRecordsFirst().clean()).isFalse();
    }
  }

  /** Spoils one place; false where the history has no such place. */
  private static boolean mutate(History history, Random random, int mutation) {
    var spoiler = new Spoiler(history);
    LoggedEvent row = history.rows.get(random.nextInt(history.rows.size()));
    String sprint = row.sprintId();
    long sequence = row.sequence();
    switch (mutation) {
      case 0 -> spoiler.drop(sprint, sequence);
      case 1 -> spoiler.again(sprint, sequence);
      case 2 -> spoiler.flip(sprint, sequence);
      case 3 -> spoiler.key(sprint, sequence, sprint + "x");
      case 4 -> spoiler.otherTopic(sprint, sequence);
      case 5 -> spoiler.tooEarly(sprint, sequence);
      case 6 -> spoiler.secondRow(sprint, sequence);
      case 7 -> history.rows.remove(row);
      case 8 -> spoiler.ghost(new SprintDeleted(sprint));
      case 9 -> spoiler.shiftRow(sprint, sequence);
      case 10 -> spoiler.cutTail(1 + random.nextInt(history.records.size()));
      case 11 -> spoiler.batchAgain(1 + random.nextInt(history.events.size()));
      case 12 -> spoiler.headers(sprint, sequence, h -> shifted(h, random));
      case 13 -> {
        return swapNeighbours(history, spoiler, row);
      }
      default -> {
        return contradict(history, spoiler, random);
      }
    }
    return true;
  }

  private static RecordHeaders shifted(RecordHeaders h, Random random) {
    long sequence = Spoiler.present(h.sequence());
    return new RecordHeaders(
        h.id(), sequence + 1 + random.nextInt(5), h.type(), h.subject(), h.time());
  }

  private static boolean swapNeighbours(History history, Spoiler spoiler, LoggedEvent row) {
    List<LoggedEvent> later =
        history.rows.stream()
            .filter(other -> other.sprintId().equals(row.sprintId()))
            .filter(other -> other.topic().equals(row.topic()))
            .filter(other -> other.sequence() > row.sequence())
            .toList();
    if (later.isEmpty()) {
      return false;
    }
    spoiler.swap(row.sprintId(), row.sequence(), later.getFirst().sequence());
    return true;
  }

  private static boolean contradict(History history, Spoiler spoiler, Random random) {
    List<ClientWrite> answered =
        history.writes.stream()
            .filter(ClientWrite::marked)
            .filter(write -> write.outcome() != Outcome.UNKNOWN)
            .toList();
    if (answered.isEmpty()) {
      return false;
    }
    ClientWrite write = answered.get(random.nextInt(answered.size()));
    spoiler.outcome(
        (int) write.number(),
        write.outcome() == Outcome.REFUSED ? Outcome.ACKNOWLEDGED : Outcome.REFUSED);
    return true;
  }
}
