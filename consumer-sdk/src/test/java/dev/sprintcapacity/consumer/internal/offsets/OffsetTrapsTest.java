package dev.sprintcapacity.consumer.internal.offsets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.consumer.internal.offsets.OffsetLedger.Arrival;
import java.util.BitSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Faults that consumers of others had. Each scenario runs on a small copy of the faulty algorithm
 * too, which must fail it.
 */
class OffsetTrapsTest {
  private static final int MAX_CHARS = 4096;

  // parallel-consumer #826
  @Test
  void commits_the_highest_done_contiguous_offset_and_not_the_highest_seen() {
    OffsetLedger ledger = OffsetLedger.startingAt(0);
    HighestSeen faulty = new HighestSeen();
    LongStream.range(0, 10).forEach(ledger::arrived);
    LongStream.range(0, 10).forEach(faulty::seen);
    // revoked here: polled, and nothing handled yet but the second
    ledger.done(1);

    assertThat(lost(ledger.commitPoint(MAX_CHARS).offset())).isZero();
    assertThat(lost(faulty.offsetToCommit())).as("the faulty algorithm loses").isEqualTo(9);
  }

  // parallel-consumer #894
  @Test
  void offset_and_done_offsets_beyond_it_are_one_value() {
    OffsetLedger ledger = OffsetLedger.startingAt(0);
    TwoFields faulty = new TwoFields();
    LongStream.range(0, 10).forEach(ledger::arrived);
    LongStream.of(1, 2, 3).forEach(ledger::done);
    LongStream.of(1, 2, 3).forEach(faulty::done);

    CommitPoint committed = ledger.commitPoint(MAX_CHARS);
    BitSet firstRead = faulty.doneFromOffset();
    // between the two reads another thread is done with the first
    ledger.done(0);
    faulty.done(0);
    long secondRead = faulty.offset();

    OffsetLedger successor = OffsetLedger.resumedFrom(committed.offset(), committed.metadata());
    assertThat(
            LongStream.range(committed.offset(), 10)
                .filter(o -> successor.arrived(o) == Arrival.NEW))
        .as("delivered again")
        .contains(4L, 5L, 6L, 7L, 8L, 9L);
    assertThat(TwoFields.deliveredAgain(secondRead, firstRead, 10))
        .as("the faulty algorithm leaves out what was never handled")
        .doesNotContain(5L, 6L, 7L);
  }

  // parallel-consumer #409
  @Test
  void after_the_log_was_cut_the_old_offset_is_not_committed_again() {
    OffsetLedger ledger = OffsetLedger.startingAt(100);
    EveryOffsetFromTheFirst faulty = new EveryOffsetFromTheFirst(100);
    // retention passed 100 to 499; the client goes on at 500 by its auto.offset.reset
    LongStream.range(500, 510).forEach(ledger::arrived);

    LongStream.range(500, 510).forEach(ledger::done);
    LongStream.range(500, 510).forEach(faulty::done);

    assertThat(ledger.commitPoint(MAX_CHARS)).isEqualTo(new CommitPoint(510, "", true));
    assertThat(faulty.offsetToCommit())
        .as("the faulty algorithm commits what is out of range, for ever")
        .isEqualTo(100);
  }

  // parallel-consumer #409, the other way round: the log ends before the committed offset
  @Test
  void a_log_that_begins_anew_is_told_and_not_taken_for_done() {
    OffsetLedger ledger = OffsetLedger.resumedFrom(1_000, "");
    SkipsBelowCommitted faulty = new SkipsBelowCommitted(1_000);

    assertThat(ledger.arrived(0)).isEqualTo(Arrival.REWOUND);
    assertThat(LongStream.range(0, 5).filter(faulty::handles))
        .as("the faulty algorithm takes the new log for handled")
        .isEmpty();
  }

  private static long lost(long committed) {
    return LongStream.range(0, 10).filter(o -> o != 1 && o < committed).count();
  }

  private static final class HighestSeen {
    private long highest = -1;

    void seen(long offset) {
      highest = Math.max(highest, offset);
    }

    long offsetToCommit() {
      return highest + 1;
    }
  }

  /** The offset, and bits counted from it, each right and read one after the other. */
  private static final class TwoFields {
    private final TreeSet<Long> done = new TreeSet<>();

    void done(long offset) {
      done.add(offset);
    }

    long offset() {
      long offset = 0;
      while (done.contains(offset)) {
        offset++;
      }
      return offset;
    }

    BitSet doneFromOffset() {
      BitSet bits = new BitSet();
      long offset = offset();
      done.stream().filter(o -> o >= offset).forEach(o -> bits.set((int) (o - offset)));
      return bits;
    }

    static LongStream deliveredAgain(long offset, BitSet done, long end) {
      return LongStream.range(offset, end).filter(o -> !done.get((int) (o - offset)));
    }
  }

  /** Waits for every number, also for those that are gone. */
  private static final class EveryOffsetFromTheFirst {
    private final TreeSet<Long> done = new TreeSet<>();
    private final long first;

    EveryOffsetFromTheFirst(long first) {
      this.first = first;
    }

    void done(long offset) {
      done.add(offset);
    }

    long offsetToCommit() {
      long offset = first;
      while (done.contains(offset)) {
        offset++;
      }
      return offset;
    }
  }

  private record SkipsBelowCommitted(long committed) {
    boolean handles(long offset) {
      return offset >= committed;
    }
  }
}
