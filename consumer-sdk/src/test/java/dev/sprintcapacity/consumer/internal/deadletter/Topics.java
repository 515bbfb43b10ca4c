package dev.sprintcapacity.consumer.internal.deadletter;

import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.consumer.internal.deadletter.kafka.KafkaClients;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.PartitionReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** What a test does with topics by itself. */
public final class Topics implements AutoCloseable {
  private final Map<String, Object> client;
  private @Nullable Admin admin;

  public Topics(Map<String, Object> client) {
    this.client = client;
  }

  public Map<String, Object> client() {
    return client;
  }

  public void create(String topic, int partitions, Map<String, String> configs) {
    done(
        admin()
            .createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(configs)))
            .all());
    awaitKnown(topic);
  }

  public void create(String topic, int partitions) {
    create(topic, partitions, Map.of());
  }

  public void delete(String topic) {
    done(admin().deleteTopics(List.of(topic)).all());
  }

  public void grow(String topic, int partitions) {
    done(admin().createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions))).all());
  }

  /** A broker may not know a topic yet that the controller has just made. */
  private void awaitKnown(String topic) {
    await().atMost(LetterBroker.LIMIT).until(() -> names().contains(topic));
  }

  public int partitions(String topic) {
    awaitKnown(topic);
    return Objects.requireNonNull(
            done(admin().describeTopics(List.of(topic)).allTopicNames()).get(topic))
        .partitions()
        .size();
  }

  public Set<String> names() {
    return done(admin().listTopics().names());
  }

  public String config(String topic, String key) {
    awaitKnown(topic);
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return Objects.requireNonNull(
            Objects.requireNonNull(
                    done(admin().describeConfigs(Set.of(resource)).all()).get(resource))
                .get(key))
        .value();
  }

  public void configure(String topic, String key, String value) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    done(
        admin()
            .incrementalAlterConfigs(
                Map.of(
                    resource,
                    List.of(
                        new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET))))
            .all());
  }

  public void write(ProducerRecord<byte[], byte[]> record) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(record).get(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("not written: " + record, e);
    }
  }

  /** All records of a topic, by partition and offset; none where it does not exist. */
  public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (PartitionReader reader =
        new PartitionReader(
            new KafkaClients(client, "test").reader(), LetterBroker.LIMIT, System::nanoTime)) {
      reader
          .partitionsOf(topic)
          .forEach(partition -> reader.read(List.of(partition), records::add));
    }
    return records;
  }

  public Admin admin() {
    Admin now = admin;
    if (now == null) {
      now = Admin.create(client);
      admin = now;
    }
    return now;
  }

  @Override
  public void close() {
    if (admin != null) {
      admin.close();
    }
  }

  public static <T> T done(KafkaFuture<T> future) {
    try {
      return future.get(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("the broker did not do it", e);
    }
  }
}
