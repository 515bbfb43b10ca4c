package dev.sprintcapacity.consumer.internal.deadletter.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the topics beside a topic, with its partitions and replicas, and more partitions where the
 * topic has got more. Changes nothing else of a topic that is there. Thread-safe; one question at a
 * time.
 */
public final class TopicProvision implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicProvision.class);

  /** After a failure, nobody asks the cluster again for so long: each question takes seconds. */
  private static final Duration PAUSE = Duration.ofSeconds(3);

  private final TopicAdmin admin;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Integer> partitions = new ConcurrentHashMap<>();
  private final Map<String, Problem> problems = new HashMap<>();
  private final Set<String> warned = new HashSet<>();

  /** When no broker answered; the other topics then need not ask. */
  private @Nullable Problem silence;

  private record Problem(String text, @Nullable Throwable cause, long nanos) {}

  /**
   * Asks nothing yet.
   *
   * @param clients makes the client to ask with
   * @param nanoTime a clock for pauses
   */
  public TopicProvision(KafkaClients clients, LongSupplier nanoTime) {
    this.admin = new TopicAdmin(clients::admin);
    this.nanoTime = nanoTime;
  }

  /** Makes the dead letter topic and its way back, or says in one warning why it cannot. */
  public void prepareDeadLetters(GroupTopics topics) {
    prepare(topics, TopicKind.DEAD_LETTERS);
    prepare(topics, TopicKind.REDRIVE);
  }

  /**
   * Makes sure that the way back is there.
   *
   * @param topics of the group
   * @param partition to be written
   * @throws NotWrittenException where the cluster does not make it
   */
  public void requireRedrive(GroupTopics topics, int partition) {
    require(topics, TopicKind.REDRIVE, partition);
  }

  /** Makes a topic, or says in one warning why it cannot. */
  public void prepare(GroupTopics topics, TopicKind kind) {
    lock.lock();
    try {
      provide(topics, kind);
    } finally {
      lock.unlock();
    }
  }

  /** Costs nothing where the topic is known. */
  void require(GroupTopics topics, TopicKind kind, int partition) {
    String name = kind.nameIn(topics);
    if (partition < partitions.getOrDefault(name, 0)) {
      return;
    }
    lock.lock();
    try {
      Problem last = problems.get(name);
      if (last == null || nanoTime.getAsLong() - last.nanos() >= PAUSE.toNanos()) {
        provide(topics, kind);
        last = problems.get(name);
      }
      int count = partitions.getOrDefault(name, 0);
      if (partition < count) {
        return;
      }
      if (last == null) {
        throw new NotWrittenException(
            "topic %s has %d partitions, none with number %d: give it as many as %s has"
                .formatted(name, count, partition, topics.topic()));
      }
      throw last.cause() == null
          ? new NotWrittenException(last.text())
          : new NotWrittenException(last.text(), last.cause());
    } finally {
      lock.unlock();
    }
  }

  /** The topic may be gone: look again before the next write. Never waits. */
  void forget(String name) {
    partitions.remove(name);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      admin.close();
    } finally {
      lock.unlock();
    }
  }

  private void provide(GroupTopics topics, TopicKind kind) {
    String name = kind.nameIn(topics);
    problems.remove(name);
    if (silence != null && nanoTime.getAsLong() - silence.nanos() < PAUSE.toNanos()) {
      problems.put(name, silence);
      return;
    }
    try {
      TopicDescription target = admin.describe(name);
      TopicDescription source = admin.describe(topics.topic());
      if (target != null) {
        keep(name, target, source, kind);
      } else if (source != null) {
        create(name, source, kind);
      } else {
        problem(
            name,
            "topic %s is not made: topic %s does not exist yet".formatted(name, topics.topic()),
            null);
      }
    } catch (InterruptException stopped) {
      throw stopped;
    } catch (AuthorizationException e) {
      problem(
          name,
          "topic %s is missing or may not be used: create it with the partitions of %s and cleanup.policy=%s, or grant Describe, Create and Write on it (%s)"
              .formatted(name, topics.topic(), kind.cleanupPolicy(), e.getMessage()),
          e);
    } catch (TimeoutException e) {
      silent(name, e);
      return;
    } catch (KafkaException e) {
      problem(name, "Kafka does not provide topic %s: %s".formatted(name, reasonOf(e)), e);
    }
    silence = null;
    if (!problems.containsKey(name) && warned.remove(name)) {
      LOG.info("Topic {} can be used now", name);
    }
  }

  private void keep(
      String name, TopicDescription target, @Nullable TopicDescription source, TopicKind kind) {
    String policy = admin.config(name, TopicConfig.CLEANUP_POLICY_CONFIG);
    if (policy != null && !policy.equals(kind.cleanupPolicy())) {
      problem(
          name,
          "topic %s has cleanup.policy=%s and would lose %s: set it to %s"
              .formatted(name, policy, kind.whatIsLost(), kind.cleanupPolicy()),
          null);
      return;
    }
    int count = target.partitions().size();
    int wanted = source == null ? count : source.partitions().size();
    // those that are there serve, even if more are refused
    partitions.put(name, count);
    if (wanted > count) {
      grow(name, count, wanted);
    }
  }

  private void grow(String name, int count, int wanted) {
    try {
      admin.grow(name, wanted);
      LOG.info("Topic {} has {} partitions now, as its source", name, wanted);
      partitions.put(name, wanted);
    } catch (AuthorizationException e) {
      problem(
          name,
          "topic %s has %d partitions, its source has %d: give it as many, or grant Alter on it (%s)"
              .formatted(name, count, wanted, e.getMessage()),
          e);
    }
  }

  private void create(String name, TopicDescription source, TopicKind kind) {
    String maxBytes =
        kind == TopicKind.PARKED
            ? null
            : admin.config(source.name(), TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
    int count = source.partitions().size();
    short replicas = (short) source.partitions().getFirst().replicas().size();
    NewTopic topic =
        new NewTopic(name, count, replicas)
            .configs(kind.configs(maxBytes == null ? 0 : Integer.parseInt(maxBytes)));
    if (admin.create(topic)) {
      LOG.info("Created topic {} with {} partitions", name, count);
    }
    partitions.put(name, count);
  }

  private void silent(String name, TimeoutException cause) {
    Problem now = new Problem("no broker answers", cause, nanoTime.getAsLong());
    if (silence == null) {
      LOG.warn(
          "Dead letters: no broker says whether {} is there: {}. Until then the keys that need it wait",
          name,
          cause.getMessage());
    }
    silence = now;
    problems.put(name, now);
  }

  private void problem(String name, String text, @Nullable Throwable cause) {
    problems.put(name, new Problem(text, cause, nanoTime.getAsLong()));
    if (warned.add(name)) {
      LOG.warn("Dead letters: {}. Until then the keys that need it wait", text);
    }
  }

  private static String reasonOf(KafkaException e) {
    return e.getCause() == null || e instanceof ApiException
        ? String.valueOf(e.getMessage())
        : "%s (%s)".formatted(e.getMessage(), e.getCause().getMessage());
  }
}
