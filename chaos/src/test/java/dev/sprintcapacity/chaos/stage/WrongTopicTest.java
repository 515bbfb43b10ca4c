package dev.sprintcapacity.chaos.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.chaos.network.TcpProxy;
import dev.sprintcapacity.chaos.process.Await;
import dev.sprintcapacity.chaos.process.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * KAFKA-19012: a producer gives a batch up while the network still sends it. A faulty client takes
 * the buffer for the next batch at once; when the connection goes on, the broker gets that batch
 * under the name of the first one's topic, and its checksum is right. The mended one waits until
 * the request is over.
 */
class WrongTopicTest {

  /** Batches in the request that gets stuck: far more than the buffers of a connection hold. */
  private static final int PARTITIONS = 60;

  private static final int BATCH_BYTES = 16_384;

  /** One fills a batch, so that all batches have the same length. */
  private static final int VALUE_BYTES = 16_000;

  private static final int GIVE_UP_MILLIS = 6_000;

  /** A batch that waited so long for its turn is given up so much earlier than its request. */
  private static final Duration WAITS_FOR_ITS_TURN = Duration.ofSeconds(4);

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Put there by the build: a client that has the fault. */
  private static final Path FAULTY_CLIENT = Path.of("target", "faulty-client", "kafka-clients.jar");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void kafka_19012_a_buffer_that_is_reused_while_it_is_sent_puts_records_on_the_wrong_topic()
      throws IOException,
          ReflectiveOperationException,
          ExecutionException,
          InterruptedException,
          TimeoutException {
    List<Integer> entrances = List.of(FreePort.any(), FreePort.any());
    try (Brokers brokers = Brokers.of(2, folder, entrances);
        TcpProxy narrow = TcpProxy.between(entrances.getFirst(), brokers.all().getFirst().port());
        TcpProxy wide = TcpProxy.between(entrances.getLast(), brokers.all().getLast().port());
        OtherClient faulty = OtherClient.of(FAULTY_CLIENT)) {
      brokers.start();
      Gate gate = new Gate();
      // before there is a producer: connections that stand already are not seen
      narrow.tap(gate);
      Map<String, Object> config = config(wide);

      List<String> ofFaulty = strangers(brokers, gate, "faulty", faulty.producer(config));
      List<String> ofOurs = strangers(brokers, gate, "ours", new PlainProducer(config));

      assertThat(ofFaulty).as("records on the wrong topic by a client with the fault").isNotEmpty();
      assertThat(ofOurs).as("records on the wrong topic by the client of this build").isEmpty();
    }
  }

  private static Map<String, Object> config(TcpProxy bootstrap) {
    return Map.of(
        "bootstrap.servers",
        "127.0.0.1:" + bootstrap.port(),
        "acks",
        "all",
        "enable.idempotence",
        false,
        "retries",
        0,
        // nothing but what the test sends asks for a turn
        "enable.metrics.push",
        false,
        "linger.ms",
        0,
        "batch.size",
        BATCH_BYTES,
        "max.in.flight.requests.per.connection",
        1,
        "request.timeout.ms",
        GIVE_UP_MILLIS,
        "delivery.timeout.ms",
        GIVE_UP_MILLIS);
  }

  /** What a topic holds that was sent to another, after a request for the first one got stuck. */
  private static List<String> strangers(
      Brokers brokers, Gate gate, String name, PartitionSender producer)
      throws ExecutionException, InterruptedException, TimeoutException {
    String stuck = name + "-stuck";
    String other = name + "-other";
    create(brokers, stuck, 1);
    create(brokers, other, 2);
    try (producer) {
      sent(producer.send(stuck, 0, new byte[1]));
      sent(producer.send(other, 0, new byte[1]));

      gate.shut();
      Future<?> first = producer.send(stuck, 0, new byte[1]);
      Await.until("the first request waits", LIMIT, gate::holdsSomething, () -> "no request");
      List<Future<?>> givenUp = sendToAll(producer, stuck);
      Await.pause(WAITS_FOR_ITS_TURN);
      gate.letOnePass();
      sent(first);
      for (Future<?> each : givenUp) {
        assertThatThrownBy(() -> sent(each)).hasMessageContaining("Expiring 1 record");
      }
      for (Future<?> each : sendToAll(producer, other)) {
        sent(each);
      }
      gate.open();
      // on the same connection, and so after what was stuck there
      sent(producer.send(stuck, 0, new byte[1]));
    }
    return values(brokers, stuck).stream().filter(value -> value.startsWith(other)).toList();
  }

  private static List<Future<?>> sendToAll(PartitionSender producer, String topic) {
    List<Future<?>> answers = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      byte[] value = Arrays.copyOf((topic + '/' + partition + ' ').getBytes(UTF_8), VALUE_BYTES);
      answers.add(producer.send(topic, partition, value));
    }
    return answers;
  }

  private static void sent(Future<?> answer)
      throws ExecutionException, InterruptedException, TimeoutException {
    answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void create(Brokers brokers, String topic, int leader)
      throws ExecutionException, InterruptedException {
    Map<Integer, List<Integer>> replicas = new HashMap<>();
    IntStream.range(0, PARTITIONS).forEach(each -> replicas.put(each, List.of(leader)));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(topic, replicas))).all().get();
      Await.until(
          "all leaders of topic %s answer".formatted(topic),
          LIMIT,
          () -> leadersAnswer(admin, topic),
          () -> "a producer that must not retry would meet one that does not know it");
    }
  }

  /** A broker may not know a topic yet that the controller has just made. */
  private static boolean leadersAnswer(Admin admin, String topic) {
    Map<TopicPartition, OffsetSpec> ends =
        partitionsOf(topic).stream().collect(toMap(each -> each, _ -> OffsetSpec.latest()));
    try {
      admin.listOffsets(ends).all().get();
      return true;
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static List<String> values(Brokers brokers, String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", brokers.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = partitionsOf(topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, LIMIT);
      List<String> values = new ArrayList<>();
      Await.until(
          "topic %s is read".formatted(topic),
          LIMIT,
          () -> {
            for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofMillis(200))) {
              values.add(new String(each.value(), UTF_8).strip());
            }
            return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
          },
          () -> values.size() + " records");
      return values;
    }
  }

  private static List<TopicPartition> partitionsOf(String topic) {
    return IntStream.range(0, PARTITIONS)
        .mapToObj(each -> new TopicPartition(topic, each))
        .toList();
  }
}
