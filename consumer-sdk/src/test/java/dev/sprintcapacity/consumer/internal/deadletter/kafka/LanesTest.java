package dev.sprintcapacity.consumer.internal.deadletter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LanesTest {

  private static final GroupTopics TOPICS = new GroupTopics("t", "g");

  private final Lanes lanes = new Lanes(5, System::nanoTime);

  @Test
  void of_a_lane_one_goes_at_a_time_and_lanes_do_not_wait_for_each_other()
      throws InterruptedException {
    PendingWrite first = offered("a");
    PendingWrite second = offered("a");
    PendingWrite other = offered("b");

    assertThat(next()).isSameAs(first);
    assertThat(next()).isSameAs(other);
    assertThat(next()).isNull();
    lanes.done(first);
    assertThat(next()).isSameAs(second);
  }

  @Test
  void those_behind_a_failed_one_are_taken_out_in_order() throws InterruptedException {
    PendingWrite first = offered("a");
    PendingWrite second = offered("a");
    PendingWrite third = offered("a");
    PendingWrite other = offered("b");
    next();

    assertThat(lanes.failed(first)).containsExactly(second, third);
    assertThat(lanes.failed(first)).isEmpty();
    assertThat(next()).isSameAs(other);
    assertThat(lanes.size()).isEqualTo(1);
  }

  @Test
  void one_that_goes_again_goes_before_all_others_and_only_while_its_lane_is_there()
      throws InterruptedException {
    PendingWrite first = offered("a");
    PendingWrite other = offered("b");
    next();

    lanes.again(first);
    assertThat(next()).isSameAs(first);
    lanes.failed(first);
    lanes.again(first);
    assertThat(next()).isSameAs(other);
    assertThat(next()).isNull();
  }

  @Test
  void beyond_the_bound_and_after_the_end_nothing_is_taken() throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      offered("lane-" + i);
    }
    assertThat(lanes.offer(write("x"))).isFalse();
    lanes.done(Objects.requireNonNull(next()));
    assertThat(lanes.offer(write("x"))).isTrue();

    assertThat(lanes.drain(Duration.ZERO)).isFalse();
    lanes.done(Objects.requireNonNull(next()));
    assertThat(lanes.offer(write("y"))).isFalse();
    assertThat(lanes.abandon()).hasSize(4);
    assertThat(lanes.drain(Duration.ofDays(1))).isTrue();
  }

  /**
   * Against the plain rule: no write stands in the log before one of its lane that came earlier.
   */
  @Property(tries = 300)
  void whatever_fails_and_whenever_no_write_overtakes_an_earlier_one_of_its_lane(@ForAll long seed)
      throws InterruptedException {
    Random random = new Random(seed);
    Lanes many = new Lanes(50, System::nanoTime);
    Map<PendingWrite, Integer> numbers = new HashMap<>();
    List<PendingWrite> underWay = new ArrayList<>();
    Map<Object, List<Integer>> log = new HashMap<>();
    for (int step = 0; step < 400; step++) {
      int choice = random.nextInt(4);
      if (choice == 0) {
        PendingWrite write = write("lane-" + random.nextInt(4));
        numbers.put(write, step);
        many.offer(write);
      } else if (choice == 1) {
        PendingWrite taken = many.take(Duration.ZERO);
        if (taken != null) {
          underWay.add(taken);
        }
      } else if (!underWay.isEmpty()) {
        PendingWrite ended = underWay.remove(random.nextInt(underWay.size()));
        int number = numbers.getOrDefault(ended, -1);
        if (choice == 2) {
          log.computeIfAbsent(ended.lane(), lane -> new ArrayList<>()).add(number);
          many.done(ended);
        } else {
          many.failed(ended)
              .forEach(
                  behind -> assertThat(numbers.getOrDefault(behind, -1)).isGreaterThan(number));
        }
      }
    }
    assertThat(log.values()).allSatisfy(written -> assertThat(written).isSorted());
    assertThat(underWay.stream().map(PendingWrite::lane)).doesNotHaveDuplicates();
  }

  private PendingWrite offered(String lane) {
    PendingWrite write = write(lane);
    assertThat(lanes.offer(write)).isTrue();
    return write;
  }

  private @Nullable PendingWrite next() throws InterruptedException {
    return lanes.take(Duration.ZERO);
  }

  private static PendingWrite write(String lane) {
    return new PendingWrite(
        lane,
        TOPICS,
        TopicKind.DEAD_LETTERS,
        List.of(() -> new ProducerRecord<>("t.g.dlq", 0, null, null)));
  }
}
