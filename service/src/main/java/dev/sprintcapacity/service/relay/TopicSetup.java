package dev.sprintcapacity.service.relay;

import dev.sprintcapacity.events.Topic;
import dev.sprintcapacity.service.relay.ports.Readiness;
import dev.sprintcapacity.service.relay.ports.RelayException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes sure that the cluster is fit and the topics exist; never changes a topic that does. */
final class TopicSetup {

  private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);

  private static final String TRANSACTION_VERSION = "transaction.version";

  /**
   * From this version on every transaction has its own epoch, so that none mixes with a late one.
   */
  private static final short NEEDED_TRANSACTION_VERSION = 2;

  /**
   * Records carry the time of the change. Kept for ever: what was published late, because Kafka was
   * away for longer than any retention, must not be deleted on arrival. Times from a clock that is
   * ahead must not be refused: the relay would never get past such an event.
   */
  private static final Map<String, String> EVENT_TOPIC =
      Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_DELETE,
          TopicConfig.RETENTION_MS_CONFIG,
          "-1",
          TopicConfig.RETENTION_BYTES_CONFIG,
          "-1",
          TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
          Long.toString(Long.MAX_VALUE));

  /** Small segments, cleaned early: the newest cursor is never far from the beginning. */
  private static final Map<String, String> CURSOR_TOPIC =
      Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_COMPACT,
          TopicConfig.SEGMENT_BYTES_CONFIG,
          Integer.toString(8 * 1024 * 1024),
          TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
          "0.1");

  /** How long brokers may take to know of a topic that was created. */
  private static final Duration KNOWN_LIMIT = Duration.ofSeconds(5);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private final Admin admin;
  private final TopicPlan plan;

  TopicSetup(Admin admin, TopicPlan plan) {
    this.admin = admin;
    this.plan = plan;
  }

  /**
   * Checks and creates.
   *
   * @throws RelayException where the cluster cannot be asked, or refuses to create a topic
   */
  Readiness ensure() {
    Optional<Readiness.Unfit> unfitCluster = transactionVersionProblem();
    if (unfitCluster.isPresent()) {
      return unfitCluster.get();
    }
    createMissing();
    return cursorTopicProblem().<Readiness>map(unfit -> unfit).orElseGet(Readiness.Fit::new);
  }

  /** The id of the cluster; a broker that starts without its data has another one. */
  String clusterId() {
    return wait("tell the id of the cluster", admin.describeCluster().clusterId());
  }

  private Optional<Readiness.Unfit> transactionVersionProblem() {
    FeatureMetadata features =
        wait("describe features", admin.describeFeatures().featureMetadata());
    var finalized = features.finalizedFeatures().get(TRANSACTION_VERSION);
    int version = finalized == null ? 0 : finalized.maxVersionLevel();
    if (version >= NEEDED_TRANSACTION_VERSION) {
      return Optional.empty();
    }
    return Optional.of(
        new Readiness.Unfit(
            "Kafka runs transactions of version %d, exactly-once publication needs %d: use brokers of Kafka 4.0 or later and run kafka-features.sh upgrade --feature %s=%d."
                .formatted(
                    version,
                    NEEDED_TRANSACTION_VERSION,
                    TRANSACTION_VERSION,
                    NEEDED_TRANSACTION_VERSION)));
  }

  /**
   * Creates the event topics where they have just been deleted. Until then any client that may
   * create topics can do so, with a retention of days.
   *
   * @throws RelayException where one is there again, or cannot be created
   */
  void createEventTopics() {
    admin
        .createTopics(newEventTopics())
        .values()
        .forEach((topic, created) -> {
          try {
            created.get();
            LOG.info("Created topic {}", topic);
          } catch (ExecutionException e) {
            throw failure("create topic %s anew".formatted(topic), e);
          } catch (InterruptedException e) {
            throw new InterruptException(e);
          }
        });
  }

  private List<NewTopic> newEventTopics() {
    return eventTopics().stream()
        .map(topic ->
            new NewTopic(topic, plan.partitions(), plan.replication()).configs(EVENT_TOPIC))
        .toList();
  }

  private void createMissing() {
    List<NewTopic> wanted = new ArrayList<>(newEventTopics());
    wanted.add(new NewTopic(plan.cursorTopic(), 1, plan.replication()).configs(CURSOR_TOPIC));
    Map<String, KafkaFuture<TopicDescription>> described =
        admin.describeTopics(wanted.stream().map(NewTopic::name).toList()).topicNameValues();
    List<NewTopic> missing = new ArrayList<>();
    for (NewTopic topic : wanted) {
      try {
        warnOfOtherPartitions(topic, Objects.requireNonNull(described.get(topic.name())).get());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw failure("describe topic " + topic.name(), e);
        }
        missing.add(topic);
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
    }
    create(missing);
  }

  private void create(List<NewTopic> missing) {
    if (missing.isEmpty()) {
      return;
    }
    admin
        .createTopics(missing)
        .values()
        .forEach((topic, created) -> {
          try {
            created.get();
            LOG.info("Created topic {}", topic);
          } catch (ExecutionException e) {
            // another instance was faster
            if (!(e.getCause() instanceof TopicExistsException)) {
              throw failure("create topic " + topic, e);
            }
          } catch (InterruptedException e) {
            throw new InterruptException(e);
          }
        });
  }

  private static void warnOfOtherPartitions(NewTopic wanted, TopicDescription there) {
    int partitions = there.partitions().size();
    if (partitions != wanted.numPartitions()) {
      LOG.warn(
          "Topic {} has {} partitions, not the configured {}; it is used as it is",
          wanted.name(),
          partitions,
          wanted.numPartitions());
    }
  }

  /** A broker may not know a topic yet that the controller has just created. */
  private @Nullable Config cursorTopicConfig() {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, plan.cursorTopic());
    long begin = System.nanoTime();
    while (true) {
      try {
        return admin.describeConfigs(Set.of(topic)).all().get().get(topic);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() - begin > KNOWN_LIMIT.toNanos()) {
          throw failure("describe topic " + plan.cursorTopic(), e);
        }
        LockSupport.parkNanos(this, BETWEEN_LOOKS.toNanos());
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
    }
  }

  private Optional<Readiness.Unfit> cursorTopicProblem() {
    Config config = cursorTopicConfig();
    ConfigEntry cleanup = config == null ? null : config.get(TopicConfig.CLEANUP_POLICY_CONFIG);
    if (cleanup == null || TopicConfig.CLEANUP_POLICY_COMPACT.equals(cleanup.value())) {
      return Optional.empty();
    }
    return Optional.of(
        new Readiness.Unfit(
            "Topic %s has cleanup.policy=%s: the relay's cursor would be deleted one day, and everything published again. Set it to compact."
                .formatted(plan.cursorTopic(), cleanup.value())));
  }

  static List<String> eventTopics() {
    return Arrays.stream(Topic.values()).map(Topic::topicName).toList();
  }

  private static <T> T wait(String what, KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw failure(what, e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static RelayException failure(String what, ExecutionException e) {
    Throwable cause = Stream.of(e.getCause()).findFirst().orElse(e);
    return new RelayException("Kafka could not %s: %s".formatted(what, cause.getMessage()), cause);
  }
}
