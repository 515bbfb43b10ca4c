package dev.sprintcapacity.consumer.internal.offsets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.consumer.internal.offsets.OffsetLedger.Arrival;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The ledger beside a plain set of offsets that does the same the slow way. */
class OffsetLedgerModelTest {
  private static final int STEPS = 400;

  @Property(tries = 300)
  void agrees_with_a_plain_set_whatever_happens_in_whatever_order(
      @ForAll long seed, @ForAll @IntRange(min = 12, max = 400) int maxChars) {
    Random random = new Random(seed);
    Model model = new Model(random.nextInt(1_000));
    OffsetLedger ledger = OffsetLedger.startingAt(model.next);
    int keepsStuck = random.nextInt(4);

    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(10)) {
        case 0, 1, 2, 3 -> {
          long offset = model.next + (random.nextInt(4) == 0 ? random.nextInt(50) : 0);
          assertThat(ledger.arrived(offset)).isEqualTo(model.arrived(offset));
        }
        case 4, 5, 6, 7, 8 -> {
          if (model.outstanding.size() > keepsStuck) {
            long offset =
                List.copyOf(model.outstanding)
                    .get(keepsStuck + random.nextInt(model.outstanding.size() - keepsStuck));
            ledger.done(offset);
            model.done(offset);
          }
        }
        default -> {
          if (random.nextInt(5) == 0) {
            CommitPoint committed = ledger.commitPoint(maxChars);
            ledger = OffsetLedger.resumedFrom(committed.offset(), committed.metadata());
            model.restart(committed, ledger.commitPoint(Integer.MAX_VALUE));
          }
        }
      }
      assertThat(ledger.outstanding()).isEqualTo(model.outstanding.size());
      assertThat(ledger.contiguous()).isEqualTo(model.contiguous());
    }
  }

  @Property(tries = 300)
  void metadata_never_names_an_offset_that_is_not_done_and_names_all_where_it_says_so(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 300) int maxChars) {
    Random random = new Random(seed);
    long base = random.nextLong(1L << 40);
    OffsetLedger ledger = OffsetLedger.startingAt(base);
    TreeSet<Long> done = new TreeSet<>();
    TreeSet<Long> open = new TreeSet<>();
    long offset = base;
    int share = 1 + random.nextInt(30);
    for (int i = 0; i < 600; i++) {
      ledger.arrived(offset);
      if (random.nextInt(share) == 0 || i == 0) {
        open.add(offset);
      } else {
        ledger.done(offset);
        done.add(offset);
      }
      offset += 1 + (random.nextInt(100) == 0 ? random.nextInt(2_000) : 0);
    }

    CommitPoint committed = ledger.commitPoint(maxChars);

    assertThat(committed.metadata()).hasSizeLessThanOrEqualTo(maxChars);
    OffsetLedger successor = OffsetLedger.resumedFrom(committed.offset(), committed.metadata());
    for (long next = base; next < offset; next++) {
      if (open.contains(next)) {
        assertThat(successor.arrived(next)).as("%d of %s", next, ledger).isEqualTo(Arrival.NEW);
      } else if (done.contains(next)) {
        Arrival arrival = successor.arrived(next);
        assertThat(committed.whole() && arrival == Arrival.NEW).as("%d repeated", next).isFalse();
      }
    }
  }

  /** Offsets as sets of boxed numbers. */
  private static final class Model {
    private final TreeSet<Long> outstanding = new TreeSet<>();
    private final TreeSet<Long> doneBefore = new TreeSet<>();
    private long next;

    Model(long next) {
      this.next = next;
    }

    Arrival arrived(long offset) {
      next = offset + 1;
      if (doneBefore.contains(offset)) {
        return Arrival.DONE_BEFORE;
      }
      outstanding.add(offset);
      return Arrival.NEW;
    }

    void done(long offset) {
      outstanding.remove(offset);
    }

    long contiguous() {
      if (!outstanding.isEmpty()) {
        return outstanding.first();
      }
      long offset = next;
      while (doneBefore.contains(offset)) {
        offset++;
      }
      return offset;
    }

    /** What is delivered again: from the committed offset on, less what the metadata names. */
    void restart(CommitPoint committed, CommitPoint known) {
      TreeSet<Long> before = new TreeSet<>(outstanding);
      long end = next;
      TreeSet<Long> stillDone = new TreeSet<>(doneBefore);
      assertThat(committed.offset()).isEqualTo(contiguous());
      doneBefore.clear();
      DoneRanges ranges = OffsetMetadata.decode(known.offset(), known.metadata());
      for (int range = 0; range < ranges.count(); range++) {
        for (long offset = ranges.start(range); offset < ranges.end(range); offset++) {
          assertThat(before).doesNotContain(offset);
          assertThat(offset < end || stillDone.contains(offset)).isTrue();
          doneBefore.add(offset);
        }
      }
      if (committed.whole()) {
        for (long offset = committed.offset(); offset < end; offset++) {
          assertThat(before.contains(offset) || doneBefore.contains(offset)).isTrue();
        }
      }
      outstanding.clear();
      next = committed.offset();
    }
  }
}
