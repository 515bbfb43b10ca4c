package dev.sprintcapacity.consumer.internal.deadletter;

import static dev.sprintcapacity.consumer.internal.deadletter.Stages.done;
import static dev.sprintcapacity.consumer.internal.deadletter.Stages.failure;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.consumer.internal.deadletter.kafka.NotWrittenException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CompactedParkedKeysTest {

  private static final byte[] KEY = "sprint-1".getBytes(UTF_8);
  private static final byte[] OTHER = "sprint-2".getBytes(UTF_8);

  @RegisterExtension final LetterBroker broker = new LetterBroker();
  @RegisterExtension final LogLines log = new LogLines();

  private final List<CompactedParkedKeys> members = new ArrayList<>();
  private String parked = "";
  private TopicPartition zero = new TopicPartition("", 0);
  private TopicPartition one = new TopicPartition("", 1);

  @BeforeEach
  void createTopic() {
    broker.topics().create(broker.topic(), 2);
    parked = broker.topic() + ".mail.parked";
    zero = new TopicPartition(broker.topic(), 0);
    one = new TopicPartition(broker.topic(), 1);
  }

  @AfterEach
  void close() {
    members.forEach(member -> member.close(Duration.ofSeconds(10)));
  }

  @Test
  void the_topic_is_compacted_and_holds_key_and_last_offset() {
    CompactedParkedKeys keys = member();
    keys.assigned(List.of(zero, one));

    done(keys.park(one, KEY, 15));

    assertThat(broker.topics().config(parked, "cleanup.policy")).isEqualTo("compact");
    assertThat(broker.topics().partitions(parked)).isEqualTo(2);
    assertThat(broker.topics().read(parked))
        .singleElement()
        .satisfies(record -> {
          assertThat(record.partition()).isEqualTo(1);
          assertThat(record.key()).isEqualTo(KEY);
          assertThat(new String(record.value(), UTF_8)).isEqualTo("{\"through\":15}");
        });
  }

  @Test
  void a_key_is_parked_in_its_partition_only_and_a_record_without_key_never() {
    CompactedParkedKeys keys = member();
    keys.assigned(List.of(zero, one));

    assertThat(keys.isParked(one, KEY)).isFalse();
    done(keys.park(one, KEY, 15));
    done(keys.park(one, null, 16));

    assertThat(keys.isParked(one, KEY.clone())).isTrue();
    assertThat(keys.isParked(zero, KEY)).isFalse();
    assertThat(keys.isParked(one, OTHER)).isFalse();
    assertThat(keys.isParked(one, null)).isFalse();
    assertThat(keys.size()).isEqualTo(1);
  }

  @Test
  void parked_keys_survive_a_restart() {
    CompactedParkedKeys first = member();
    first.assigned(List.of(zero, one));
    done(first.park(zero, OTHER, 3));
    done(first.park(one, KEY, 15));
    done(first.park(one, KEY, 18));
    first.close(Duration.ofSeconds(10));

    CompactedParkedKeys second = member();
    second.assigned(List.of(zero, one));

    assertThat(second.isParked(zero, OTHER)).isTrue();
    assertThat(second.isParked(one, KEY)).isTrue();
    assertThat(second.size()).isEqualTo(2);
  }

  @Test
  void a_partition_is_handed_over_with_its_keys_and_comes_back_with_what_changed() {
    CompactedParkedKeys first = member();
    CompactedParkedKeys second = member();
    first.assigned(List.of(zero, one));
    second.assigned(List.of());
    done(first.park(zero, OTHER, 3));
    done(first.park(one, KEY, 15));

    first.revoked(List.of(one));
    second.assigned(List.of(one));
    assertThat(first.isParked(one, KEY)).isFalse();
    assertThat(first.isParked(zero, OTHER)).isTrue();
    assertThat(second.isParked(one, KEY)).isTrue();
    assertThat(second.isParked(zero, OTHER)).isFalse();

    done(second.free(unpark(one, KEY, version(second, one, KEY))));
    done(second.park(one, OTHER, 20));
    second.revoked(List.of(one));
    first.assigned(List.of(one));
    assertThat(first.isParked(one, KEY)).isFalse();
    assertThat(first.isParked(one, OTHER)).isTrue();
  }

  @Test
  void a_write_on_its_way_while_the_partition_goes_and_comes_is_not_missed() {
    CompactedParkedKeys keys = member();
    keys.assigned(List.of(zero));
    var parking = keys.park(zero, KEY, 1);

    keys.revoked(List.of(zero));
    keys.assigned(List.of(zero));

    assertThat(keys.isParked(zero, KEY)).isTrue();
    done(parking);
    assertThat(done(keys.free(unpark(zero, KEY, lastVersion())))).isTrue();
  }

  @Test
  void a_key_is_freed_where_nothing_was_parked_since_the_redrive_looked() {
    CompactedParkedKeys keys = member();
    keys.assigned(List.of(zero));
    done(keys.park(zero, KEY, 15));
    long seen = lastVersion();

    assertThat(done(keys.free(unpark(zero, KEY, seen)))).isTrue();

    assertThat(keys.isParked(zero, KEY)).isFalse();
    assertThat(broker.topics().read(parked)).last().matches(record -> record.value() == null);
    assertThat(member(zero).isParked(zero, KEY)).isFalse();
    assertThat(done(keys.free(unpark(zero, KEY, seen)))).as("once more").isTrue();
  }

  @Test
  void a_key_stays_parked_and_a_warning_says_so_where_an_event_was_parked_since() {
    CompactedParkedKeys keys = member();
    keys.assigned(List.of(zero));
    done(keys.park(zero, KEY, 15));
    long seen = lastVersion();
    done(keys.park(zero, KEY, 17));

    assertThat(done(keys.free(unpark(zero, KEY, seen)))).isFalse();

    assertThat(keys.isParked(zero, KEY)).isTrue();
    assertThat(log.lines())
        .filteredOn(line -> line.startsWith("WARN"))
        .singleElement()
        .asString()
        .contains("key sprint-1 stays parked through offset 17", "redrive it once more");
    assertThat(done(keys.free(unpark(zero, KEY, lastVersion())))).isTrue();
  }

  @Test
  void after_one_failed_again_the_rest_of_its_redrive_is_held_and_frees_nothing_also_elsewhere() {
    CompactedParkedKeys keys = member();
    keys.assigned(List.of(zero));
    done(keys.park(zero, KEY, 15));
    long run = lastVersion();
    assertThat(keys.isHeld(zero, KEY, run)).isFalse();

    done(keys.parkAgain(zero, KEY, 12, run));
    done(keys.park(zero, KEY, 17));

    for (CompactedParkedKeys each : List.of(keys, member(zero))) {
      assertThat(each.isHeld(zero, KEY, run)).isTrue();
      assertThat(each.isHeld(zero, OTHER, run)).isFalse();
      assertThat(each.isHeld(zero, null, run)).isFalse();
      assertThat(done(each.free(unpark(zero, KEY, run)))).isFalse();
      assertThat(each.isHeld(zero, KEY, lastVersion())).as("the next redrive").isFalse();
    }
    assertThat(done(keys.free(unpark(zero, KEY, lastVersion())))).isTrue();
  }

  @Test
  void compaction_keeps_the_newest_state_of_each_key() {
    CompactedParkedKeys keys = member();
    broker.topics().configure(parked, "segment.ms", "100");
    broker.topics().configure(parked, "min.cleanable.dirty.ratio", "0.01");
    broker.topics().configure(parked, "max.compaction.lag.ms", "100");
    keys.assigned(List.of(zero));
    for (int i = 0; i < 50; i++) {
      done(keys.park(zero, KEY, i));
    }
    done(keys.park(zero, OTHER, 50));

    await()
        .atMost(LetterBroker.LIMIT)
        .until(() -> {
          // the newest segment is never compacted: something must make a new one
          done(keys.park(zero, OTHER, 51));
          return broker.topics().read(parked).size() < 45;
        });

    CompactedParkedKeys again = member(zero);
    assertThat(again.isParked(zero, KEY)).isTrue();
    assertThat(again.isParked(zero, OTHER)).isTrue();
  }

  @Test
  void a_topic_that_forgets_is_refused() {
    broker.topics().create(parked, 2, Map.of("cleanup.policy", "delete"));
    CompactedParkedKeys keys = member();
    keys.assigned(List.of(zero));

    assertThat(failure(keys.park(zero, KEY, 15)))
        .isInstanceOf(NotWrittenException.class)
        .hasMessageContaining(parked)
        .hasMessageContaining("set it to compact");
    assertThat(keys.isParked(zero, KEY)).as("careful").isTrue();
  }

  @Test
  void beyond_the_bound_no_further_key_is_parked() {
    CompactedParkedKeys keys = member();
    keys.assigned(List.of(zero));
    List<java.util.concurrent.CompletionStage<Void>> parking = new ArrayList<>();
    for (int i = 0; i < CompactedParkedKeys.MOST_KEYS; i++) {
      parking.add(keys.park(zero, ("key-" + i).getBytes(UTF_8), i));
      if (parking.size() == 5_000) {
        parking.forEach(Stages::done);
        parking.clear();
      }
    }

    assertThat(failure(keys.park(zero, KEY, 1)))
        .isInstanceOf(NotWrittenException.class)
        .hasMessageContaining("100000 keys are parked");
    done(keys.park(zero, "key-7".getBytes(UTF_8), 200_000));
  }

  @Test
  void without_a_broker_the_partition_must_not_be_processed() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    CompactedParkedKeys keys =
        new CompactedParkedKeys(
            new DeadLetterSettings(
                Map.of("bootstrap.servers", "127.0.0.1:" + port), "mail", Set.of("t")),
            System::nanoTime);
    long begin = System.nanoTime();

    assertThatExceptionOfType(ParkedKeysUnreadableException.class)
        .isThrownBy(() -> keys.assigned(List.of(new TopicPartition("t", 0))))
        .withMessageContaining("t-0");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
    keys.close(Duration.ofSeconds(1));
  }

  @Test
  void redrive_topics_have_no_parked_keys_of_their_own() {
    CompactedParkedKeys keys = member();

    keys.assigned(List.of(new TopicPartition(broker.topic() + ".mail.redrive", 0)));

    assertThat(keys.size()).isZero();
    assertThat(broker.topics().names()).noneMatch(name -> name.contains("redrive.mail"));
  }

  private CompactedParkedKeys member(TopicPartition... partitions) {
    CompactedParkedKeys member = new CompactedParkedKeys(broker.settings(), System::nanoTime);
    members.add(member);
    member.start();
    member.assigned(List.of(partitions));
    return member;
  }

  private static UnparkRecord unpark(TopicPartition partition, byte[] key, long run) {
    return new UnparkRecord(partition, key, 0, run);
  }

  private long lastVersion() {
    List<ConsumerRecord<byte[], byte[]>> records = broker.topics().read(parked);
    return records.getLast().offset();
  }

  private long version(CompactedParkedKeys keys, TopicPartition partition, byte[] key) {
    assertThat(keys.isParked(partition, key)).isTrue();
    return broker.topics().read(parked).stream()
        .filter(record -> record.partition() == partition.partition())
        .mapToLong(ConsumerRecord::offset)
        .max()
        .orElseThrow();
  }
}
