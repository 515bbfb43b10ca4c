package dev.sprintcapacity.chaos.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.chaos.fault.FreezeBroker;
import dev.sprintcapacity.chaos.load.LoadShape;
import dev.sprintcapacity.chaos.load.StoreTransaction;
import dev.sprintcapacity.chaos.process.Await;
import dev.sprintcapacity.chaos.stage.Broker;
import dev.sprintcapacity.chaos.stage.Stage;
import dev.sprintcapacity.chaos.stage.StagePlan;
import dev.sprintcapacity.events.Topic;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker that stands still has taken what was sent to it: it works that off when it goes on,
 * whatever its clients decided meanwhile.
 */
class FrozenBrokerTest {
  /** What the relay says when its producer has given a batch up. */
  private static final String GIVEN_UP = "Kafka could not publish";

  private static final Duration LIMIT = Duration.ofSeconds(90);

  /** Within the time-out of a request; past it; past those of a record and of a transaction. */
  private static final List<Duration> FREEZES =
      List.of(Duration.ofSeconds(2), Duration.ofSeconds(6), Duration.ofSeconds(12));

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void tomorrow_one_39_a_batch_given_up_that_lands_all_the_same_repeats_and_reorders_nothing() {
    Random random = new SecureRandom();
    StagePlan plan =
        new StagePlan(
            folder,
            2,
            6,
            false,
            new LoadShape(5, true, Duration.ofMillis(20)),
            random.nextInt(Integer.MAX_VALUE),
            System.out::println);
    try (Stage stage = Stage.start(plan)) {
      publishOne(stage);
      freezeUntilABatchIsGivenUp(stage);
      for (Duration length : FREEZES) {
        Instant thawed = new FreezeBroker(random, length).strike(stage);
        stage.awaitPublishedAfter(thawed);
        stage.say("frozen for %s and thawed; %s".formatted(length, stage.describe()));
      }

      Judgement judgement = Judgement.of(stage);
      assertThat(judgement.clean()).as(judgement.last().line()).isTrue();
      Oddities oddities = Oddities.of(stage);
      assertThat(oddities.internalErrors()).as("answers with status 500").isZero();
      assertThat(oddities.unforeseen()).as("failures not foreseen").isZero();
      assertThat(recordsOfAllTransactions(stage))
          .as("records that landed, with those of batches that were given up")
          .isGreaterThan(stage.reader().count());
    }
  }

  /** From then on the relay's producer knows where each partition is. */
  private static void publishOne(Stage stage) {
    try (StoreTransaction first =
        StoreTransaction.begin(stage.postgres().jdbcUrl(), stage.writes())) {
      first.create();
      first.commit();
    }
    stage.awaitPublishedAfter(Instant.EPOCH);
  }

  /** Nothing is under way when it freezes: the next batch is what nobody answers. */
  private static void freezeUntilABatchIsGivenUp(Stage stage) {
    Broker broker = stage.brokers().all().getFirst();
    broker.freeze();
    try {
      stage.load().start();
      Await.until(
          "a batch is given up",
          LIMIT,
          () -> stage.instances().linesWith(GIVEN_UP) > 0,
          stage::describe);
    } finally {
      broker.thaw();
    }
    stage.awaitPublishedAfter(Instant.now());
  }

  /** Of those that were aborted, too. */
  private static long recordsOfAllTransactions(Stage stage) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                stage.brokers().bootstrapServers(),
                "isolation.level",
                "read_uncommitted"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          Arrays.stream(Topic.values())
              .flatMap(topic -> consumer.partitionsFor(topic.topicName(), LIMIT).stream())
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, LIMIT);
      long[] count = {0};
      Await.until(
          "all records are read",
          LIMIT,
          () -> {
            count[0] += consumer.poll(Duration.ofMillis(200)).count();
            return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
          },
          () -> count[0] + " records");
      stage.say("%d records landed, %d are committed".formatted(count[0], stage.reader().count()));
      return count[0];
    }
  }
}
