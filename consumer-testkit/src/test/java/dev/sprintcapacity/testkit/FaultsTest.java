package dev.sprintcapacity.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.events.Event;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private final List<Event> one = SprintStory.wholeLife("sprint-1");
  private final List<Event> two = SprintStory.wholeLife("sprint-2");

  @Test
  void interleaving_mixes_sprints_and_keeps_the_order_of_each() {
    List<Event> mixed = Faults.interleaved(7, List.of(one, two));

    assertThat(mixed).containsExactlyInAnyOrderElementsOf(concat(one, two));
    assertThat(mixed).isNotEqualTo(concat(one, two)).isNotEqualTo(concat(two, one));
    assertThat(of("sprint-1", mixed)).isEqualTo(one);
    assertThat(of("sprint-2", mixed)).isEqualTo(two);
    assertThat(Faults.interleaved(7, List.of(one, two))).isEqualTo(mixed);
    assertThat(Faults.interleaved(8, List.of(one, two))).isNotEqualTo(mixed);
  }

  @Test
  void duplicates_stand_behind_their_event_under_the_same_id() {
    assertThat(Faults.duplicated(one.subList(0, 2)))
        .containsExactly(one.get(0), one.get(0), one.get(1), one.get(1));
  }

  @Test
  void a_gap_is_an_event_left_out() {
    assertThat(Faults.without(one, 2))
        .extracting(Event::sequence)
        .containsExactly(1L, 2L, 4L, 5L, 6L, 7L);
  }

  @Test
  void a_swap_breaks_the_order_of_one_sprint_alone() {
    List<Event> mixed = List.of(one.get(0), two.get(0), one.get(1));

    assertThat(Faults.swapped(mixed, 0)).containsExactly(one.get(1), two.get(0), one.get(0));
  }

  @Test
  void what_cannot_be_done_is_refused() {
    assertThatThrownBy(() -> Faults.swapped(List.of(one.get(0), two.get(0)), 0))
        .isInstanceOf(TestKitException.class)
        .hasMessageContaining("sprint-1");
    assertThatThrownBy(() -> Faults.without(one, 7))
        .isInstanceOf(TestKitException.class)
        .hasMessageContaining("0 to 6");
  }

  private static List<Event> concat(List<Event> first, List<Event> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private static List<Event> of(String sprint, List<Event> events) {
    return events.stream().filter(event -> event.data().sprintId().equals(sprint)).toList();
  }
}
