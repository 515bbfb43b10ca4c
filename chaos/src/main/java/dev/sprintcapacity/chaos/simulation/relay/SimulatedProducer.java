package dev.sprintcapacity.chaos.simulation.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.chaos.simulation.relay.time.Scheduler;
import dev.sprintcapacity.events.EventHeaders;
import dev.sprintcapacity.postgres.eventlog.PublishedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.metrics.KafkaMetric;

/**
 * A producer of the simulated cluster: sends in the background, partition by partition, each batch
 * until it is answered, and commits when all are.
 */
final class SimulatedProducer implements Producer<byte[], byte[]> {
  static final Duration DELIVERY_LIMIT = Duration.ofSeconds(9);

  private static final long LOOK = Duration.ofSeconds(1).toNanos();

  private final KafkaClient client;
  private final Scheduler scheduler;
  private final Cluster cluster;
  private final BatchSender sender;
  private final String transactionalId;
  private int epoch;
  private boolean closed;

  SimulatedProducer(
      KafkaClient client,
      Scheduler scheduler,
      Cluster cluster,
      BatchSender sender,
      String transactionalId) {
    this.client = client;
    this.scheduler = scheduler;
    this.cluster = cluster;
    this.sender = sender;
    this.transactionalId = transactionalId;
  }

  @Override
  public void initTransactions() {
    epoch = epochOf(client.ask("init", DELIVERY_LIMIT, () -> cluster.initialise(transactionalId)));
  }

  @Override
  public void beginTransaction() {
    requireHealthy();
    sender.begin(transactionalId, epoch);
  }

  @Override
  public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
    requireHealthy();
    Partition partition = cluster.partitionOf(record.topic(), record.key());
    sender.add(partition, message(record));
    return new CompletableFuture<>();
  }

  @Override
  public void commitTransaction() {
    while (!sender.isDone()) {
      requireHealthy();
      scheduler.await(sender.progress(), LOOK);
    }
    requireHealthy();
    int committing = epoch;
    epoch =
        epochOf(
            client.ask(
                "commit", DELIVERY_LIMIT, () -> cluster.commit(transactionalId, committing)));
  }

  @Override
  public void close() {
    closed = true;
    sender.close();
  }

  @Override
  public void close(Duration limit) {
    close();
  }

  private void requireHealthy() {
    if (closed) {
      throw new IllegalStateException("simulated: the producer is closed");
    }
    KafkaException failure = sender.failure();
    if (failure != null) {
      throw new KafkaException("simulated: an earlier failure", failure);
    }
  }

  private static int epochOf(Cluster.Answer answer) {
    return switch (answer) {
      case Cluster.Answer.Done(int epoch) -> epoch;
      case Cluster.Answer.Fenced _ ->
          throw new ProducerFencedException("simulated: there is a newer producer");
      case Cluster.Answer.Later _ ->
          throw new KafkaException("simulated: a client does not return before it is answered");
    };
  }

  private static Partition.Message message(ProducerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    Header id = record.headers().lastHeader(EventHeaders.ID);
    String key = new String(record.key(), UTF_8);
    if (id == null) {
      return new Partition.Message(key, value, null);
    }
    Header sequence = record.headers().lastHeader(EventHeaders.SEQUENCE);
    return new Partition.Message(
        key,
        value,
        PublishedEvent.of(
            key,
            Long.parseLong(new String(sequence.value(), UTF_8)),
            UUID.fromString(new String(id.value(), UTF_8)),
            record.topic(),
            value));
  }

  @Override
  public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
    throw unused();
  }

  @Override
  public void sendOffsetsToTransaction(
      Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
    throw unused();
  }

  @Override
  public void abortTransaction() {
    throw unused();
  }

  @Override
  public void registerMetricForSubscription(KafkaMetric metric) {
    throw unused();
  }

  @Override
  public void unregisterMetricFromSubscription(KafkaMetric metric) {
    throw unused();
  }

  @Override
  public void flush() {
    throw unused();
  }

  @Override
  public List<PartitionInfo> partitionsFor(String topic) {
    throw unused();
  }

  @Override
  public Map<MetricName, ? extends Metric> metrics() {
    throw unused();
  }

  @Override
  public Uuid clientInstanceId(Duration limit) {
    throw unused();
  }

  private static UnsupportedOperationException unused() {
    return new UnsupportedOperationException("simulated: the relay does not use this");
  }
}
