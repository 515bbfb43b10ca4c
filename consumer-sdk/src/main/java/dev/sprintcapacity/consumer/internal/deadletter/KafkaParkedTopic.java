package dev.sprintcapacity.consumer.internal.deadletter;

import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.GroupTopics;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.KafkaClients;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.OrderedWriter;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.PartitionReader;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.PendingWrite;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.TopicKind;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.TopicProvision;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** The states of parked keys in compacted topics of Kafka. */
final class KafkaParkedTopic implements ParkedTopic {
  private final DeadLetterSettings settings;
  private final KafkaClients clients;
  private final LongSupplier nanoTime;
  private final TopicProvision provision;
  private final OrderedWriter writer;

  KafkaParkedTopic(DeadLetterSettings settings, LongSupplier nanoTime) {
    String name = "sprintcap-parked-keys-" + settings.group();
    this.settings = settings;
    this.clients = new KafkaClients(settings.kafka(), name);
    this.nanoTime = nanoTime;
    this.provision = new TopicProvision(clients, nanoTime);
    this.writer = new OrderedWriter(name, clients::producer, provision, nanoTime);
  }

  @Override
  public void start() {
    settings.groupTopics().forEach(topics -> provision.prepare(topics, TopicKind.PARKED));
    writer.start();
  }

  @Override
  public Map<KeyLane, ParkedState> read(Map<String, Set<Integer>> partitions) {
    Map<KeyLane, ParkedState> found = new HashMap<>();
    try (PartitionReader reader =
        new PartitionReader(clients.reader(), KafkaClients.ANSWER_LIMIT, nanoTime)) {
      partitions.forEach((topic, numbers) ->
          found.putAll(
              ParkedReader.read(reader, new GroupTopics(topic, settings.group()), numbers)));
    }
    return found;
  }

  @Override
  public CompletionStage<Long> write(KeyLane lane, byte[] key, byte @Nullable [] value) {
    GroupTopics topics = new GroupTopics(lane.partition().topic(), settings.group());
    int number = lane.partition().partition();
    return writer.write(
        new PendingWrite(
            lane,
            topics,
            TopicKind.PARKED,
            List.of(() -> new ProducerRecord<>(topics.parked(), number, key, value))));
  }

  @Override
  public void await(CompletableFuture<?> writes) {
    try {
      writes.get(OrderedWriter.LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new ConsumerException("earlier states of parked keys are still being written", e);
    }
  }

  @Override
  public void close(Duration limit) {
    writer.close(limit);
    provision.close();
  }
}
