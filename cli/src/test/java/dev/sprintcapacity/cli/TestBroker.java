package dev.sprintcapacity.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.embedded.EmbeddedKafka;
import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.events.EventHeaders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A real broker with real transactions. */
public final class TestBroker implements AutoCloseable {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
  private static final AtomicInteger NAMES = new AtomicInteger();

  private final EmbeddedKafka kafka;
  private final Admin admin;

  private TestBroker(EmbeddedKafka kafka) {
    this.kafka = kafka;
    this.admin =
        Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers(), "metric.reporters", ""));
  }

  /** Starts a broker on a folder and a port; 0 is any port. */
  public static TestBroker start(Path folder, int port, Map<String, String> settings) {
    EmbeddedKafka kafka = new EmbeddedKafka(folder, port, settings);
    kafka.start();
    return new TestBroker(kafka);
  }

  /** Where it is. */
  public String servers() {
    return kafka.bootstrapServers();
  }

  /** Its port. */
  public int port() {
    return kafka.port();
  }

  /** A name that no other test uses. */
  public static String freshName(String prefix) {
    return prefix + "-" + NAMES.incrementAndGet();
  }

  /** Makes a topic of a fresh name. */
  public String freshTopic(int partitionCount) {
    String topic = freshName("topic");
    createTopic(topic, partitionCount);
    return topic;
  }

  /**
   * Makes a topic that keeps its records for ever: events of the tests are from long ago. Returns
   * when clients see it, which is a moment after the controller has made it.
   */
  public void createTopic(String topic, int partitionCount) {
    NewTopic newTopic =
        new NewTopic(topic, partitionCount, (short) 1).configs(Map.of("retention.ms", "-1"));
    done(admin.createTopics(List.of(newTopic)).all());
    await().atMost(ANSWER_WITHIN).until(() -> done(admin.listTopics().names()).contains(topic));
  }

  /** Adds partitions to a topic. */
  public void growTopic(String topic, int partitionCount) {
    done(admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitionCount))).all());
  }

  /** Removes the first records of a partition, as retention does. */
  public void removeRecordsBefore(String topic, int partition, long offset) {
    done(
        admin
            .deleteRecords(
                Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)))
            .all());
  }

  /** Removes a topic. */
  public void deleteTopic(String topic) {
    done(admin.deleteTopics(List.of(topic)).all());
  }

  /** Ids of all consumer groups that the broker knows. */
  public List<String> groups() {
    return done(admin.listGroups().all()).stream().map(group -> group.groupId()).toList();
  }

  /** A transactional producer, ready to begin. */
  public KafkaProducer<String, byte[]> producer() {
    return producer(freshName("producer"));
  }

  private KafkaProducer<String, byte[]> producer(String transactionalId) {
    KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                servers(),
                "transactional.id",
                transactionalId,
                "metric.reporters",
                ""),
            new StringSerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }

  /** Publishes records in one committed transaction, in their order. */
  @SafeVarargs
  public final void publish(ProducerRecord<String, byte[]>... kafkaRecords) {
    List<ProducerRecord<String, byte[]>> all = new ArrayList<>();
    for (ProducerRecord<String, byte[]> kafkaRecord : kafkaRecords) {
      all.add(kafkaRecord);
    }
    publishAll(all);
  }

  /**
   * Publishes records in one committed transaction, in their order. Returns when a reader of what
   * is committed sees them: the broker answers a commit before it has marked the partitions.
   */
  public void publishAll(List<ProducerRecord<String, byte[]>> kafkaRecords) {
    String transactionalId = freshName("producer");
    try (KafkaProducer<String, byte[]> producer = producer(transactionalId)) {
      producer.beginTransaction();
      for (ProducerRecord<String, byte[]> kafkaRecord : kafkaRecords) {
        assertThat(producer.send(kafkaRecord)).isNotNull();
      }
      producer.commitTransaction();
      await()
          .atMost(ANSWER_WITHIN)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(2))
          .until(() -> describe(transactionalId).state() == TransactionState.COMPLETE_COMMIT);
    } catch (KafkaException e) {
      throw new AssertionError(
          "the broker refused a transaction; it says of it: " + describe(transactionalId), e);
    }
  }

  private TransactionDescription describe(String transactionalId) {
    return done(admin.describeTransactions(Set.of(transactionalId)).description(transactionalId));
  }

  /** An event as the service publishes it, to a topic of choice. */
  public static ProducerRecord<String, byte[]> recordOf(
      EncodedEvent event, String topic, @Nullable Integer partition) {
    ProducerRecord<String, byte[]> kafkaRecord =
        new ProducerRecord<>(
            topic, partition, event.time().toEpochMilli(), event.key(), event.value());
    EventHeaders.of(event)
        .forEach(header -> kafkaRecord.headers().add(header.name(), header.value()));
    return kafkaRecord;
  }

  /** A record of any text. */
  public static ProducerRecord<String, byte[]> recordOf(String topic, String value) {
    return new ProducerRecord<>(topic, 0, null, value.getBytes(UTF_8));
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
    kafka.close();
  }

  private static <T> T done(KafkaFuture<T> future) {
    try {
      return future.get(ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for the broker", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("the broker did not do it", e);
    }
  }
}
