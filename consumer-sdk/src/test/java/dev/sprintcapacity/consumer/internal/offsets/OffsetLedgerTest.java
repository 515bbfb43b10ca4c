package dev.sprintcapacity.consumer.internal.offsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sprintcapacity.consumer.internal.offsets.OffsetLedger.Arrival;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OffsetLedgerTest {
  /** The broker's default of {@code offset.metadata.max.bytes}. */
  private static final int MAX_CHARS = 4096;

  @Test
  void commits_up_to_the_first_offset_that_is_not_done() {
    OffsetLedger ledger = arrived(10, 20);

    LongStream.of(10, 11, 12, 14, 15, 19).forEach(ledger::done);

    assertThat(ledger.commitPoint(MAX_CHARS).offset()).isEqualTo(13);
    assertThat(ledger.outstanding()).isEqualTo(4);
  }

  @Test
  void what_was_done_beyond_the_committed_offset_is_not_handled_again() {
    OffsetLedger ledger = arrived(10, 20);
    LongStream.of(11, 12, 14, 15, 19).forEach(ledger::done);
    CommitPoint committed = ledger.commitPoint(MAX_CHARS);

    OffsetLedger successor = OffsetLedger.resumedFrom(committed.offset(), committed.metadata());

    assertThat(LongStream.range(10, 22).filter(o -> successor.arrived(o) == Arrival.NEW))
        .containsExactly(10L, 13L, 16L, 17L, 18L, 20L, 21L);
  }

  @Test
  void keeps_what_its_predecessor_did_until_the_reader_has_passed_it() {
    OffsetLedger ledger = arrived(10, 20);
    LongStream.range(11, 20).forEach(ledger::done);
    CommitPoint committed = ledger.commitPoint(MAX_CHARS);
    OffsetLedger successor = OffsetLedger.resumedFrom(committed.offset(), committed.metadata());
    successor.arrived(10);

    assertThat(successor.commitPoint(MAX_CHARS)).isEqualTo(committed);

    successor.done(10);
    assertThat(successor.commitPoint(MAX_CHARS)).isEqualTo(new CommitPoint(20, "", true));
  }

  @Test
  void offsets_that_never_arrive_are_done_with_the_next_that_does() {
    OffsetLedger ledger = OffsetLedger.startingAt(0);
    ledger.arrived(5);
    ledger.arrived(1_000_000_000_000L);

    assertThat(ledger.contiguous()).isEqualTo(5);
    ledger.done(5);
    assertThat(ledger.contiguous()).isEqualTo(1_000_000_000_000L);
    ledger.done(1_000_000_000_000L);
    assertThat(ledger.contiguous()).isEqualTo(1_000_000_000_001L);
  }

  @Test
  void a_marker_at_the_end_is_passed_once_nothing_is_outstanding() {
    OffsetLedger ledger = arrived(0, 3);

    ledger.readUpTo(4);
    assertThat(ledger.contiguous()).isZero();

    LongStream.range(0, 3).forEach(ledger::done);
    ledger.readUpTo(4);
    assertThat(ledger.contiguous()).isEqualTo(4);
  }

  @Test
  void an_offset_is_done_once() {
    OffsetLedger ledger = arrived(0, 3);
    ledger.done(1);

    assertThatIllegalStateException()
        .isThrownBy(() -> ledger.done(1))
        .withMessageContaining("offset 1 is not outstanding between 0 and 3");
    assertThatIllegalStateException().isThrownBy(() -> ledger.done(7));
  }

  @Test
  void metadata_of_somebody_else_or_of_another_offset_means_nothing() {
    OffsetLedger ledger = arrived(10, 20);
    ledger.done(12);
    String metadata = ledger.commitPoint(MAX_CHARS).metadata();

    assertThat(newOffsets(OffsetLedger.resumedFrom(10, metadata), 10, 20)).hasSize(9);
    assertThat(newOffsets(OffsetLedger.resumedFrom(11, metadata), 11, 20)).hasSize(9);
    assertThat(newOffsets(OffsetLedger.resumedFrom(10, "host-1"), 10, 20)).hasSize(10);
    assertThat(newOffsets(OffsetLedger.resumedFrom(10, "sc1!"), 10, 20)).hasSize(10);
    assertThat(newOffsets(OffsetLedger.resumedFrom(10, "sc1YWJj"), 10, 20)).hasSize(10);
  }

  @Test
  void a_stuck_record_does_not_make_the_ledger_grow_nor_its_metadata() {
    OffsetLedger ledger = OffsetLedger.startingAt(0);
    ledger.arrived(0);
    for (long offset = 1; offset < 5_000_000; offset++) {
      ledger.arrived(offset);
      ledger.done(offset);
    }

    CommitPoint committed = ledger.commitPoint(MAX_CHARS);
    assertThat(committed.offset()).isZero();
    assertThat(committed.whole()).isTrue();
    assertThat(committed.metadata()).hasSizeLessThan(20);
    assertThat(ledger.fits(500, MAX_CHARS)).isTrue();
    assertThat(ledger.outstanding()).isEqualTo(1);
  }

  @Test
  void says_when_the_metadata_could_not_name_everything() {
    OffsetLedger ledger = OffsetLedger.startingAt(0);
    long offset = 0;
    while (ledger.fits(500, MAX_CHARS)) {
      for (int i = 0; i < 500; i++, offset++) {
        ledger.arrived(offset);
        if (offset % 2 == 1) {
          ledger.done(offset);
        }
      }
      assertThat(ledger.commitPoint(MAX_CHARS).whole()).as("at %d", offset).isTrue();
    }

    assertThat(offset).isBetween(23_000L, 25_000L);
  }

  @Test
  void a_successor_with_metadata_that_is_full_reads_on() {
    OffsetLedger ledger = OffsetLedger.startingAt(0);
    for (long offset = 0; ledger.fits(500, MAX_CHARS); offset++) {
      ledger.arrived(offset);
      if (offset % 2 == 1) {
        ledger.done(offset);
      }
    }
    CommitPoint full = ledger.commitPoint(MAX_CHARS);
    OffsetLedger successor = OffsetLedger.resumedFrom(full.offset(), full.metadata());

    assertThat(successor.fits(500, MAX_CHARS)).isTrue();
    assertThat(successor.fits(500, 100)).as("nothing is outstanding").isTrue();
    for (long offset = 0; offset < ledger.next() - 500; offset++) {
      successor.arrived(offset);
      assertThat(successor.fits(500, MAX_CHARS)).as("at %d", offset).isTrue();
    }
  }

  @Test
  void metadata_that_does_not_fit_is_cut_behind_a_prefix_that_is_true() {
    OffsetLedger ledger = arrived(0, 2_000);
    LongStream.range(0, 2_000).filter(o -> o % 2 == 1).forEach(ledger::done);

    CommitPoint cut = ledger.commitPoint(100);

    assertThat(cut.whole()).isFalse();
    assertThat(cut.metadata()).hasSizeLessThanOrEqualTo(100).isNotEmpty();
    long[] again = newOffsets(OffsetLedger.resumedFrom(0, cut.metadata()), 0, 2_000);
    assertThat(again)
        .hasSizeBetween(1_000, 1_999)
        .contains(LongStream.range(0, 1_000).map(o -> 2 * o).toArray());
  }

  private static OffsetLedger arrived(long from, long to) {
    OffsetLedger ledger = OffsetLedger.startingAt(from);
    LongStream.range(from, to).forEach(ledger::arrived);
    return ledger;
  }

  private static long[] newOffsets(OffsetLedger ledger, long from, long to) {
    return LongStream.range(from, to).filter(o -> ledger.arrived(o) == Arrival.NEW).toArray();
  }
}
