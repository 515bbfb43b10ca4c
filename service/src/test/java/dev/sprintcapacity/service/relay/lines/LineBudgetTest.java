package dev.sprintcapacity.service.relay.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineBudgetTest {

  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong now = new AtomicLong(-5 * SECOND);
  private final LineBudget budget = new LineBudget(3, now::get);

  @Test
  void each_second_has_its_lines_and_what_was_left_out_is_counted_once() {
    assertThat(allowed(5)).isEqualTo(3);
    now.addAndGet(SECOND);
    assertThat(allowed(4)).isEqualTo(3);

    assertThat(budget.takeRefused()).isEqualTo(3);
    assertThat(budget.takeRefused()).isZero();
  }

  @Test
  void millions_in_one_second_do_not_reach_the_next() {
    assertThat(allowed(2_500_000)).isEqualTo(3);
    now.addAndGet(SECOND);
    assertThat(allowed(3)).isEqualTo(3);
    assertThat(budget.takeRefused()).isEqualTo(2_499_997);
  }

  private long allowed(int lines) {
    return IntStream.range(0, lines).filter(i -> budget.allows()).count();
  }
}
