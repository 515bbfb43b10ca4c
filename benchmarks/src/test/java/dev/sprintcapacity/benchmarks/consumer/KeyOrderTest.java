package dev.sprintcapacity.benchmarks.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyOrderTest {

  private static final int KEY = 3;

  private final KeyOrder order = new KeyOrder(5);

  @Test
  void records_of_a_key_one_after_the_other_are_in_order_whatever_others_do() {
    order.begin(KEY, 10);
    order.begin(KEY + 1, 9);
    order.end(KEY, 10, true);
    handle(KEY, 12);
    order.end(KEY + 1, 9, true);

    assertThat(order.violations()).isZero();
    assertThat(order.repetitions()).isZero();
  }

  @Test
  void a_handler_that_begins_while_another_one_of_its_key_runs_is_a_violation() {
    order.begin(KEY, 10);
    order.begin(KEY, 11);

    assertThat(order.violations()).isEqualTo(1);
  }

  @Test
  void a_record_behind_a_later_one_of_its_key_is_a_violation() {
    handle(KEY, 11);
    handle(KEY, 10);

    assertThat(order.violations()).isEqualTo(1);
  }

  @Test
  void another_attempt_at_a_record_that_failed_is_none() {
    order.begin(KEY, 10);
    order.end(KEY, 10, false);
    handle(KEY, 10);

    assertThat(order.violations()).isZero();
    assertThat(order.repetitions()).isZero();
  }

  @Test
  void an_attempt_that_comes_after_a_later_record_began_is_a_violation() {
    order.begin(KEY, 10);
    order.end(KEY, 10, false);
    handle(KEY, 11);
    handle(KEY, 10);

    assertThat(order.violations()).isEqualTo(1);
  }

  @Test
  void a_record_that_was_handled_already_is_a_repetition() {
    handle(KEY, 10);
    handle(KEY, 10);

    assertThat(order.violations()).isZero();
    assertThat(order.repetitions()).isEqualTo(1);
  }

  private void handle(int key, long offset) {
    order.begin(key, offset);
    order.end(key, offset, true);
  }
}
