package dev.sprintcapacity.consumer.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RetryTimerTest {
  @Property(tries = 300)
  void hands_over_what_is_due_the_earliest_first_wherever_the_clock_stands(
      @ForAll long start, @ForAll List<@LongRange(min = 0, max = 1_000) Long> waits) {
    RetryTimer<Long> timer = new RetryTimer<>();
    waits.forEach(wait -> timer.add(start + wait, wait));

    List<Long> first = new ArrayList<>();
    timer.takeDue(start + 500, first::add);
    List<Long> second = new ArrayList<>();
    timer.takeDue(start + 1_000, second::add);

    assertThat(first)
        .isEqualTo(waits.stream().filter(w -> w <= 500).sorted(Comparator.naturalOrder()).toList());
    assertThat(second)
        .isEqualTo(waits.stream().filter(w -> w > 500).sorted(Comparator.naturalOrder()).toList());
  }

  @Test
  void says_how_long_until_the_first() {
    RetryTimer<String> timer = new RetryTimer<>();
    assertThat(timer.nanosToFirst(0, 50)).isEqualTo(50);

    timer.add(30, "a");

    assertThat(timer.nanosToFirst(0, 50)).isEqualTo(30);
    assertThat(timer.nanosToFirst(0, 20)).isEqualTo(20);
    assertThat(timer.nanosToFirst(40, 50)).isZero();
  }

  @Test
  void what_need_not_wait_is_taken_out_of_its_turn() {
    RetryTimer<String> timer = new RetryTimer<>();
    timer.add(1, "a");
    timer.add(2, "b");
    List<String> taken = new ArrayList<>();

    timer.takeIf("b"::equals, taken::add);

    assertThat(taken).containsExactly("b");
    assertThat(timer.size()).isEqualTo(1);
  }
}
