package dev.sprintcapacity.consumer.internal.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParkedStateTest {

  @Test
  void a_state_stands_in_the_topic_as_json_and_is_read_back() {
    ParkedState parked = ParkedState.parked(null, 15, ParkedState.NONE).written(7);
    ParkedState again = ParkedState.parked(parked, 12, 7).written(8);

    assertThat(new String(parked.toBytes(), UTF_8)).isEqualTo("{\"through\":15}");
    assertThat(ParkedState.of(parked.toBytes(), 7)).isEqualTo(parked);
    assertThat(new String(again.toBytes(), UTF_8)).isEqualTo("{\"through\":15,\"failed_run\":7}");
    assertThat(ParkedState.of(again.toBytes(), 8)).isEqualTo(again);
    ParkedState withoutRun = ParkedState.parked(null, 1, Provenance.NO_RUN).written(3);
    assertThat(ParkedState.of(withoutRun.toBytes(), 3)).isEqualTo(withoutRun);
  }

  @Test
  void what_cannot_be_read_parks_all_the_same() {
    ParkedState state = ParkedState.of("?".getBytes(UTF_8), 4);

    assertThat(state.through()).isZero();
    assertThat(state.isCoveredBy(4)).isTrue();
    assertThat(state.isCoveredBy(3)).isFalse();
    assertThat(state.holds(0)).isFalse();
  }

  @Test
  void a_state_that_is_not_known_to_be_written_is_covered_by_no_redrive() {
    ParkedState parked = ParkedState.parked(null, 15, ParkedState.NONE);

    assertThat(parked.isCoveredBy(1_000)).isFalse();
    assertThat(parked.notWritten().isCoveredBy(1_000)).isFalse();
    assertThat(ParkedState.parked(parked.notWritten(), 15, ParkedState.NONE).written(9))
        .matches(state -> state.isCoveredBy(9))
        .matches(state -> !state.isCoveredBy(8));
    ParkedState two = ParkedState.parked(parked, 16, ParkedState.NONE);
    assertThat(two.written(9).isCoveredBy(9)).as("one is still on its way").isFalse();
    assertThat(two.written(9).written(10).isCoveredBy(10)).isTrue();
  }

  @Test
  void a_run_is_held_when_one_of_it_or_of_a_later_one_failed() {
    ParkedState fresh = ParkedState.parked(null, 15, ParkedState.NONE);
    ParkedState failed = ParkedState.parked(fresh, 12, 20);

    assertThat(fresh.holds(Provenance.NO_RUN)).isFalse();
    assertThat(failed.holds(20)).isTrue();
    assertThat(failed.holds(19)).isTrue();
    assertThat(failed.holds(21)).isFalse();
    assertThat(ParkedState.parked(failed, 17, ParkedState.NONE).holds(20))
        .as("a new event parked in between changes nothing")
        .isTrue();
  }
}
