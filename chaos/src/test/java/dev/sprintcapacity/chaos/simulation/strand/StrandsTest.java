package dev.sprintcapacity.chaos.simulation.strand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrandsTest {
  private final ManualClock clock = new ManualClock();
  private final Strands strands = new Strands(clock);
  private final List<String> events = new ArrayList<>();

  @Test
  void strands_have_the_turn_one_at_a_time_in_the_order_in_which_they_wake() {
    strands.spawn("a", () -> sleepAndTell("a", 10, 20));
    strands.spawn("b", () -> sleepAndTell("b", 5, 7, 18));

    strands.run();

    assertThat(events).containsExactly("b at 5", "a at 10", "b at 12", "a at 30", "b at 30");
  }

  @Test
  void a_strand_that_is_ended_is_unwound_where_it_sleeps_and_stays_so() {
    Strand sleeper =
        strands.spawn(
            "sleeper",
            () -> {
              try {
                sleepAndTell("sleeper", 1_000);
              } catch (StrandEndedError ended) {
                events.add("ended at " + millis());
                sleepAndTell("sleeper again", 1);
              }
            });
    strands.spawn(
        "other",
        () -> {
          strands.sleep(Duration.ofMillis(3));
          strands.end(sleeper);
          sleepAndTell("other", 1);
        });

    strands.run();

    assertThat(events).containsExactly("ended at 3", "other at 4");
  }

  @Test
  void when_the_world_is_stopped_all_strands_are_unwound_and_none_begins() {
    for (String name : List.of("a", "b")) {
      strands.spawn(
          name,
          () -> {
            try {
              sleepAndTell(name, 1_000);
            } finally {
              events.add(name + " unwound");
            }
          });
    }
    strands.spawn(
        "end",
        () -> {
          strands.sleep(Duration.ofMillis(1));
          strands.stop();
          strands.spawn("late", () -> events.add("late"));
        });

    strands.run();

    assertThat(events).containsExactly("a unwound", "b unwound");
    assertThat(millis()).isEqualTo(1);
  }

  private void sleepAndTell(String name, long... millis) {
    for (long time : millis) {
      strands.sleep(Duration.ofMillis(time));
      events.add(name + " at " + millis());
    }
  }

  private long millis() {
    return Duration.ofNanos(clock.nanoTime()).toMillis();
  }
}
