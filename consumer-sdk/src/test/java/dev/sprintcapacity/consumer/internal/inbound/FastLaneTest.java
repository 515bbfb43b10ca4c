package dev.sprintcapacity.consumer.internal.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.consumer.inbox.IdempotencySettings;
import dev.sprintcapacity.consumer.inbox.RepeatPolicy;
import dev.sprintcapacity.consumer.schema.Upcasters;
import dev.sprintcapacity.consumer.spi.SchemaValidator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Readers of uncommitted records, who see what a relay published in transactions that aborted. */
class FastLaneTest {
  private static final IdempotencySettings FAST = IdempotencySettings.DEFAULT;

  /** A member that reads all partitions, in any order over them. */
  private static final class Member {
    private final Random random;
    private final RelayModel relay;
    private final EventChecks checks;
    private final Map<TopicPartition, Integer> positions = new HashMap<>();
    private final Map<String, List<Long>> deliveries = new HashMap<>();
    private int mayRepeat;

    Member(long seed, RelayModel relay, IdempotencySettings idempotency) {
      this.random = new Random(seed);
      this.relay = relay;
      this.checks =
          new EventChecks(
              new InboundSettings(
                  "g",
                  Checks.BOTH,
                  Checks.HANDLED,
                  Upcasters.none(),
                  SchemaValidator.none(),
                  idempotency),
              System::nanoTime);
      checks.assigned(relay.logs.keySet());
    }

    boolean step() {
      List<TopicPartition> unread =
          relay.logs.entrySet().stream()
              .filter(log -> position(log.getKey()) < log.getValue().size())
              .map(Map.Entry::getKey)
              .toList();
      if (unread.isEmpty()) {
        return false;
      }
      TopicPartition partition = unread.get(random.nextInt(unread.size()));
      ConsumerRecord<byte[], byte[]> record =
          relay.logs.getOrDefault(partition, List.of()).get(position(partition));
      positions.merge(partition, 1, Integer::sum);
      take(record);
      return true;
    }

    private int position(TopicPartition partition) {
      return positions.getOrDefault(partition, 0);
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
      Inbound inbound = checks.check(record);
      for (int failures = random.nextInt(3); failures > 0; failures--) {
        assertThat(checks.check(record)).hasSameClassAs(inbound);
      }
      if (inbound instanceof Inbound.Deliver deliver) {
        deliveries
            .computeIfAbsent(
                record.topic() + '/' + new String(record.key(), UTF_8), unseen -> new ArrayList<>())
            .add(deliver.sequence());
      }
      checks.handled(record);
    }

    /** Everything is forgotten, and up to three records of a partition are read again. */
    void restart() {
      checks.revoked(relay.logs.keySet());
      checks.assigned(relay.logs.keySet());
      for (TopicPartition partition : relay.logs.keySet()) {
        int back = Math.min(position(partition), random.nextInt(4));
        positions.merge(partition, -back, Integer::sum);
        mayRepeat += handledAndStillToCome(partition);
      }
    }

    private int handledAndStillToCome(TopicPartition partition) {
      List<ConsumerRecord<byte[], byte[]>> log = relay.logs.getOrDefault(partition, List.of());
      return (int)
          log.subList(position(partition), log.size()).stream()
              .filter(record ->
                  deliveries
                      .getOrDefault(lane(record), List.of())
                      .contains(RecordFacts.keySequence(record)))
              .map(record -> lane(record) + RecordFacts.keySequence(record))
              .distinct()
              .count();
    }

    private static String lane(ConsumerRecord<byte[], byte[]> record) {
      return record.topic() + '/' + new String(record.key(), UTF_8);
    }
  }

  @Property(tries = 150)
  void every_event_is_delivered_once_and_in_order_however_many_transactions_abort(
      @ForAll @IntRange(min = 1, max = 6) int sprints,
      @ForAll @IntRange(max = 120) int events,
      @ForAll long seed) {
    RelayModel relay = new RelayModel(seed, sprints, events);
    relay.publish();
    Member member = new Member(seed + 1, relay, FAST);

    boolean more = true;
    while (more) {
      more = member.step();
    }

    assertThat(member.deliveries).isEqualTo(relay.expected);
  }

  @Property(tries = 150)
  void a_restart_repeats_only_what_comes_again_and_a_fence_leaves_that_out(
      @ForAll @IntRange(min = 1, max = 6) int sprints,
      @ForAll @IntRange(max = 120) int events,
      @ForAll long seed) {
    RelayModel relay = new RelayModel(seed, sprints, events);
    relay.publish();
    Member member = new Member(seed + 1, relay, FAST);

    boolean more = true;
    while (more) {
      more = member.step();
      if (more && member.random.nextInt(20) == 0) {
        member.restart();
      }
    }

    Map<String, List<Long>> effects = new HashMap<>();
    member.deliveries.forEach((key, delivered) -> effects.put(key, growing(delivered)));
    assertThat(effects).isEqualTo(relay.expected);
    assertThat(count(member.deliveries) - events).isLessThanOrEqualTo(member.mayRepeat);
  }

  @Test
  void without_the_policies_what_was_aborted_is_handled_twice() {
    RelayModel relay = new RelayModel(11, 4, 120);
    relay.publish();
    Member member =
        new Member(
            12, relay, FAST.withDuplicate(RepeatPolicy.HANDLE).withStale(RepeatPolicy.HANDLE));

    boolean more = true;
    while (more) {
      more = member.step();
    }

    assertThat(relay.aborted).isGreaterThan(5);
    assertThat(count(member.deliveries)).isGreaterThan(120);
    assertThat(member.deliveries.values())
        .as("and out of order")
        .anyMatch(delivered -> !growing(delivered).equals(delivered));
  }

  @Test
  void numbers_compared_over_both_topics_would_lose_events() {
    RelayModel relay = new RelayModel(11, 4, 120);
    relay.publish();
    Map<String, Long> lastOfSprint = new HashMap<>();
    int[] kept = new int[1];

    relay.logs.values().stream()
        .flatMap(List::stream)
        .forEach(record -> {
          String sprint = new String(record.key(), UTF_8);
          long sequence = RecordFacts.keySequence(record);
          if (sequence > lastOfSprint.getOrDefault(sprint, 0L)) {
            lastOfSprint.put(sprint, sequence);
            kept[0]++;
          }
        });

    assertThat(kept[0]).isLessThan(120);
  }

  private static List<Long> growing(List<Long> numbers) {
    List<Long> growing = new ArrayList<>();
    for (long number : numbers) {
      if (growing.isEmpty() || number > growing.getLast()) {
        growing.add(number);
      }
    }
    return growing;
  }

  private static int count(Map<String, List<Long>> numbers) {
    return numbers.values().stream().mapToInt(List::size).sum();
  }
}
