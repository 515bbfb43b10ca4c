package dev.sprintcapacity.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private final Answers answers = new Answers();

  @Test
  void percentiles_are_of_nearest_rank_whatever_the_order() {
    for (int i = 10_000; i > 0; i--) {
      answers.add(200, i * 1_000L);
    }

    Answers.Period period = answers.take();

    assertThat(period.p50()).isEqualTo(Duration.ofMillis(5));
    assertThat(period.p99()).isEqualTo(Duration.ofNanos(9_900_000));
  }

  @Test
  void taking_begins_a_new_period() {
    answers.add(201, 1);
    answers.add(503, 2);
    answers.add(503, 3);

    Answers.Period first = answers.take();
    answers.add(404, 5);

    assertThat(first.statuses()).containsExactlyInAnyOrderEntriesOf(Map.of(201, 1L, 503, 2L));
    assertThat(first.count(200, 299)).isEqualTo(1);
    assertThat(first.count(500, 599)).isEqualTo(2);
    assertThat(answers.take())
        .isEqualTo(new Answers.Period(Map.of(404, 1L), Duration.ofNanos(5), Duration.ofNanos(5)));
  }

  @Test
  void without_answers_there_is_nothing_to_tell() {
    assertThat(answers.take())
        .isEqualTo(new Answers.Period(Map.of(), Duration.ZERO, Duration.ZERO));
  }
}
