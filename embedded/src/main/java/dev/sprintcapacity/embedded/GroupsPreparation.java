package dev.sprintcapacity.embedded;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a new broker ready for consumer groups before the first one comes. Without it the first
 * consumer of all waits for the internal topic of the groups, and some clients (kafkajs) report
 * that wait as an error.
 */
final class GroupsPreparation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupsPreparation.class);

  /** Nobody waits for this; it only must not go on for ever. */
  private static final long LIMIT_SECONDS = 30;

  private static final String NO_GROUP = "embedded-kafka-preparation";

  private final Thread worker;

  private GroupsPreparation(Thread worker) {
    this.worker = worker;
  }

  static GroupsPreparation start(String bootstrapServers) {
    return new GroupsPreparation(
        Thread.ofPlatform()
            .daemon()
            .name("kafka-groups-preparation")
            .start(() -> askForGroup(bootstrapServers)));
  }

  /** Asking for a group that does not exist makes the broker create the topic. */
  private static void askForGroup(String bootstrapServers) {
    Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    try {
      admin
          .listConsumerGroupOffsets(NO_GROUP)
          .partitionsToOffsetAndMetadata()
          .get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException left) {
      LOG.debug("The first consumer group will wait for its coordinator", left);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  @Override
  public void close() {
    worker.interrupt();
  }
}
