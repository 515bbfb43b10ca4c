package dev.sprintcapacity.cli.reconcile;

import dev.sprintcapacity.cli.CliException;
import dev.sprintcapacity.cli.kafka.ClientSettings;
import dev.sprintcapacity.cli.kafka.KafkaLocation;
import dev.sprintcapacity.cli.kafka.KafkaProblems;
import dev.sprintcapacity.cli.terminal.Stop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads committed records up to a point. That point is the end <em>as written</em>, not the end of
 * what is committed: a transaction on its way is waited for, so that nothing whose commit is
 * already known is missed. Belongs to one thread.
 */
final class KafkaSide implements AutoCloseable {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
  private static final Duration CLOSE_WITHIN = Duration.ofMillis(500);
  private static final Duration POLL = Duration.ofMillis(200);

  /** A transaction of the relay ends within 10 s, one of others within a minute by default. */
  private static final Duration NO_PROGRESS = Duration.ofSeconds(90);

  /** What is on its way is a part of the heap that the launcher gives, also for many partitions. */
  private static final String FETCH_MAX_BYTES = Integer.toString(16 * 1024 * 1024);

  private static final String POLL_RECORDS = "2000";

  private final Consumer<byte[], byte[]> consumer;
  private final Admin admin;
  private final String servers;
  private final Stop stop;
  private final InstantSource clock;

  /** Takes records, one after the other. */
  interface Sink {
    /**
     * Takes one.
     *
     * @param found the record
     */
    void accept(ConsumerRecord<byte[], byte[]> found);
  }

  private KafkaSide(
      Consumer<byte[], byte[]> consumer,
      Admin admin,
      String servers,
      Stop stop,
      InstantSource clock) {
    this.consumer = consumer;
    this.admin = admin;
    this.servers = servers;
    this.stop = stop;
    this.clock = clock;
  }

  /**
   * Makes the clients; they connect at the first question.
   *
   * @throws CliException where the settings are not valid
   */
  static KafkaSide open(KafkaLocation location, Stop stop, InstantSource clock) {
    String servers = location.servers().text();
    if (!location.servers().resolvable()) {
      throw new CliException("no host of %s has an address".formatted(servers));
    }
    Map<String, Object> client = ClientSettings.of(location, "sprintcap-reconcile");
    client.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_MAX_BYTES);
    client.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
    Map<String, Object> forAdmin = new HashMap<>(client);
    forAdmin.keySet().retainAll(AdminClientConfig.configNames());
    try {
      Consumer<byte[], byte[]> consumer =
          new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      try {
        return new KafkaSide(consumer, Admin.create(forAdmin), servers, stop, clock);
      } catch (KafkaException e) {
        consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
        throw e;
      }
    } catch (KafkaException e) {
      throw KafkaProblems.explain(e, servers);
    }
  }

  /** The partitions of a topic; none where there is no such topic. */
  Set<TopicPartition> partitionsOf(String topic) {
    return asking(() -> {
      List<PartitionInfo> found = consumer.partitionsFor(topic, ANSWER_WITHIN);
      return found == null
          ? Set.of()
          : found.stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .collect(Collectors.toSet());
    });
  }

  /** The first offset that each partition still has. */
  Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
    return asking(() -> consumer.beginningOffsets(partitions, ANSWER_WITHIN));
  }

  /** Where each partition ends as written, open transactions included. */
  Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
    return asking(() ->
        admin
            .listOffsets(
                partitions.stream().collect(Collectors.toMap(p -> p, _ -> OffsetSpec.latest())))
            .all()
            .get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
            .entrySet()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, end -> offsetOf(end.getValue()))));
  }

  /**
   * Hands over the committed records from a beginning to an end, those of a partition in order.
   *
   * @throws CliException where a transaction stays open, or records are removed meanwhile
   */
  void read(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to, Sink sink) {
    asking(() -> {
      consumer.assign(from.keySet());
      // a partition that stays assigned stays paused as well
      consumer.resume(from.keySet());
      from.forEach(consumer::seek);
      Set<TopicPartition> unfinished = new HashSet<>(from.keySet());
      Instant lastProgress = clock.instant();
      while (!finished(unfinished, to)) {
        Interrupted.check(stop);
        boolean progress = false;
        for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
          progress = true;
          if (found.offset() < endOf(to, new TopicPartition(found.topic(), found.partition()))) {
            sink.accept(found);
          }
        }
        if (progress) {
          lastProgress = clock.instant();
        } else if (clock.instant().isAfter(lastProgress.plus(NO_PROGRESS))) {
          throw stuck(unfinished, to);
        }
      }
      return unfinished;
    });
  }

  /** Closes the clients at once: there is no group to leave. */
  @Override
  public void close() {
    stop.wakeBy(() -> {});
    admin.close(CLOSE_WITHIN);
    consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
  }

  /** Stops fetching from partitions that are read. */
  private boolean finished(Set<TopicPartition> unfinished, Map<TopicPartition, Long> to) {
    Set<TopicPartition> read =
        unfinished.stream()
            .filter(
                partition -> consumer.position(partition, ANSWER_WITHIN) >= endOf(to, partition))
            .collect(Collectors.toSet());
    consumer.pause(read);
    unfinished.removeAll(read);
    return unfinished.isEmpty();
  }

  private CliException stuck(Set<TopicPartition> unfinished, Map<TopicPartition, Long> to) {
    String where =
        unfinished.stream()
            .map(partition ->
                "%s at offset %d of %d"
                    .formatted(partition, consumer.position(partition), endOf(to, partition)))
            .sorted()
            .collect(Collectors.joining(", "));
    return new CliException(
        """
        nothing more came from Kafka at %s for %d s, though there is more: %s; a transaction stays \
        open there, or a leader is away: run this again when it is not\
        """
            .formatted(servers, NO_PROGRESS.toSeconds(), where));
  }

  private static long endOf(Map<TopicPartition, Long> to, TopicPartition partition) {
    return to.getOrDefault(partition, 0L);
  }

  private <T> T asking(Question<T> question) {
    stop.wakeBy(consumer::wakeup);
    try {
      return question.ask();
    } catch (WakeupException e) {
      throw Interrupted.failure(e);
    } catch (TimeoutException | java.util.concurrent.TimeoutException e) {
      throw noAnswer(e);
    } catch (OffsetOutOfRangeException e) {
      throw new CliException(
          "records of %s were removed while they were read: run this again"
              .formatted(e.partitions()),
          e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException cause) {
        throw cause instanceof TimeoutException
            ? noAnswer(e)
            : KafkaProblems.explain(cause, servers);
      }
      throw new CliException("asking Kafka at %s failed: %s".formatted(servers, e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Interrupted.failure(e);
    } catch (KafkaException e) {
      throw KafkaProblems.explain(e, servers);
    }
  }

  private CliException noAnswer(Exception cause) {
    return new CliException(
        """
        no answer from Kafka at %s; start it, or say where it is with --bootstrap-servers or \
        KAFKA_BOOTSTRAP_SERVERS\
        """
            .formatted(servers),
        cause);
  }

  private static long offsetOf(ListOffsetsResultInfo end) {
    return end.offset();
  }

  private interface Question<T> {
    T ask() throws ExecutionException, InterruptedException, java.util.concurrent.TimeoutException;
  }
}
