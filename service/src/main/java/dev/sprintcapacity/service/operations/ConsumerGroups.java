package dev.sprintcapacity.service.operations;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The consumer groups of our topics. Kafka is asked by one caller at a time and once a second at
 * most, however many pages are open. Thread-safe.
 */
public final class ConsumerGroups {

  /** So old may an answer be. */
  static final Duration KEPT = Duration.ofSeconds(1);

  /** Longer than one inspection needs where Kafka is well. */
  private static final Duration TURN_LIMIT = Duration.ofSeconds(10);

  private final OperationsClients clients;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final ReentrantLock turn = new ReentrantLock();
  private @Nullable GroupList last;
  private long lastNanos;

  ConsumerGroups(OperationsClients clients, InstantSource clock, LongSupplier nanoTime) {
    this.clients = clients;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /**
   * All groups, a second old at most.
   *
   * @throws KafkaUnavailableException where Kafka does not answer
   * @throws BusyException where others wait for Kafka as well, for too long
   */
  public GroupList list() {
    awaitTurn();
    try {
      GroupList known = last;
      if (known != null && nanoTime.getAsLong() - lastNanos < KEPT.toNanos()) {
        return known;
      }
      GroupList asked = new GroupInspection(clients, nanoTime).run(clock.instant());
      last = asked;
      lastNanos = nanoTime.getAsLong();
      return asked;
    } catch (KafkaException e) {
      throw KafkaAnswers.unavailable("consumer groups", e);
    } finally {
      turn.unlock();
    }
  }

  /**
   * One group.
   *
   * @return empty where no group of this name reads our topics or left dead letters of them
   * @throws KafkaUnavailableException where Kafka does not answer
   * @throws BusyException where others wait for Kafka as well, for too long
   */
  public Optional<ConsumerGroup> find(String name) {
    return list().groups().stream().filter(group -> group.name().equals(name)).findFirst();
  }

  private void awaitTurn() {
    try {
      if (turn.tryLock(TURN_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new BusyException("others wait for Kafka's answer about consumer groups");
  }
}
