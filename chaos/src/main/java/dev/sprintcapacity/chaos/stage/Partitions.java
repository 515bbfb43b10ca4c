package dev.sprintcapacity.chaos.stage;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.process.Await;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who leads and who follows in every partition of every topic, those of groups and transactions
 * among them: whoever leads a partition of these is the coordinator. Used by one thread.
 */
public final class Partitions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);

  /** A broker that does not answer in this time is frozen; another is asked. */
  private static final int REQUEST_MILLIS = 2_000;

  private static final int ANSWER_MILLIS = 8_000;

  private static final Duration MOVE_LIMIT = Duration.ofSeconds(60);

  private final Admin admin;

  /** Connects with the first question. */
  Partitions(String bootstrapServers) {
    this.admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 200));
  }

  /** Whether every partition has a leader and every replica follows it; not, if nobody answers. */
  public boolean areInSync() {
    try {
      return described().values().stream()
          .allMatch(each -> leads(each.leader()) && each.isr().size() == each.replicas().size());
    } catch (ExecutionException e) {
      LOG.debug("The cluster does not say how its partitions stand", e);
      return false;
    }
  }

  /**
   * Has another replica lead, in every partition that has more than one; chance decides which.
   *
   * @return how many partitions that were
   * @throws ChaosException where the cluster does not do it in time
   */
  public int moveLeaders(RandomGenerator random) {
    Map<TopicPartition, Integer> wanted = new HashMap<>();
    try {
      Map<TopicPartition, Optional<NewPartitionReassignment>> orders = new HashMap<>();
      described()
          .forEach((partition, now) -> {
            List<Integer> order = orderWithAnotherFirst(now, random);
            if (order.size() > 1) {
              orders.put(partition, Optional.of(new NewPartitionReassignment(order)));
              wanted.put(partition, order.getFirst());
            }
          });
      answer(admin.alterPartitionReassignments(orders).all());
    } catch (ExecutionException e) {
      throw new ChaosException("the cluster refuses to reorder replicas", e);
    }
    Await.until(
        "leaders have moved", MOVE_LIMIT, () -> elected(wanted), () -> "wanted are " + wanted);
    return wanted.size();
  }

  /** Asks for the election as often as needed: a replica that just fell behind is not elected. */
  private boolean elected(Map<TopicPartition, Integer> wanted) {
    try {
      answer(admin.electLeaders(ElectionType.PREFERRED, wanted.keySet()).partitions());
      Map<TopicPartition, TopicPartitionInfo> now = described();
      return wanted.entrySet().stream()
          .allMatch(each -> {
            TopicPartitionInfo found = now.get(each.getKey());
            return found != null && leads(found.leader()) && found.leader().id() == each.getValue();
          });
    } catch (ExecutionException e) {
      LOG.debug("The cluster did not elect leaders", e);
      return false;
    }
  }

  private static boolean leads(@Nullable Node leader) {
    return leader != null && !leader.isEmpty();
  }

  /** The same replicas, one that is in sync and does not lead in front. */
  private static List<Integer> orderWithAnotherFirst(
      TopicPartitionInfo now, RandomGenerator random) {
    List<Integer> candidates =
        now.isr().stream()
            .map(Node::id)
            .filter(id -> !leads(now.leader()) || id != now.leader().id())
            .toList();
    if (candidates.isEmpty()) {
      return List.of();
    }
    Integer first = candidates.get(random.nextInt(candidates.size()));
    return Stream.concat(
            Stream.of(first), now.replicas().stream().map(Node::id).filter(id -> !id.equals(first)))
        .toList();
  }

  private Map<TopicPartition, TopicPartitionInfo> described() throws ExecutionException {
    Set<String> topics =
        answer(admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
    Map<TopicPartition, TopicPartitionInfo> all = new HashMap<>();
    for (TopicDescription topic : answer(admin.describeTopics(topics).allTopicNames()).values()) {
      topic
          .partitions()
          .forEach(each -> all.put(new TopicPartition(topic.name(), each.partition()), each));
    }
    return all;
  }

  private static <T> T answer(KafkaFuture<T> future) throws ExecutionException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChaosException("interrupted while the cluster was asked", e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
