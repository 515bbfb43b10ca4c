package dev.sprintcapacity.chaos.simulation.relay;

import dev.sprintcapacity.chaos.simulation.relay.time.Chance;
import dev.sprintcapacity.chaos.simulation.relay.time.Scheduler;
import dev.sprintcapacity.events.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * A simulated Kafka with transactions of version 2: transactional ids whose epoch grows with every
 * end of a transaction and with every new producer, transactions that are decided first and marked
 * afterwards, partition by partition. What it does, it does at once; the network is not its matter.
 */
final class Cluster {
  /** What a request comes to. Closed: a client has to do something about each. */
  sealed interface Answer {
    /**
     * Done.
     *
     * @param epoch that the producer has from now on
     */
    record Done(int epoch) implements Answer {}

    /** Not now, as the end of the transaction before is still being written. */
    record Later() implements Answer {}

    /** Never: the producer was replaced, or its transaction lasted too long. */
    record Fenced() implements Answer {}
  }

  static final String CURSOR_TOPIC = "sprintcap.relay.cursor";

  private static final Duration TRANSACTION_LIMIT = Duration.ofSeconds(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /** What the coordinator knows of a transactional id. */
  private static final class Producers {
    private int epoch = -1;
    private @Nullable Transaction current;
    private @Nullable Transaction lastEnded;
    private boolean lastEndAsked;
  }

  private final Scheduler scheduler;
  private final Chance chance;
  private final Consumer<Transaction> committed;
  private final Map<String, Producers> producers = new LinkedHashMap<>();
  private final Map<String, List<Partition>> topics = new LinkedHashMap<>();
  private boolean up = true;

  /**
   * A cluster with its topics.
   *
   * @param partitions of each event topic
   * @param committed told of each transaction when its commit is decided
   */
  Cluster(Scheduler scheduler, Chance chance, int partitions, Consumer<Transaction> committed) {
    this.scheduler = scheduler;
    this.chance = chance;
    this.committed = committed;
    for (String topic : eventTopics()) {
      topics.put(topic, partitions(topic, partitions));
    }
    topics.put(CURSOR_TOPIC, partitions(CURSOR_TOPIC, 1));
  }

  private static List<Partition> partitions(String topic, int count) {
    List<Partition> partitions = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      partitions.add(new Partition(topic, number));
    }
    return partitions;
  }

  static List<String> eventTopics() {
    return Arrays.stream(Topic.values()).map(Topic::topicName).toList();
  }

  List<Partition> partitions(String topic) {
    return Objects.requireNonNull(topics.get(topic), topic);
  }

  /** Where a producer puts a key. */
  Partition partitionOf(String topic, byte[] key) {
    List<Partition> several = partitions(topic);
    return several.get(Utils.toPositive(Utils.murmur2(key)) % several.size());
  }

  Partition cursors() {
    return partitions(CURSOR_TOPIC).getFirst();
  }

  /** Whether no transaction is open, nor its end being written. */
  boolean isQuiet() {
    return producers.values().stream().allMatch(of -> of.current == null);
  }

  boolean isUp() {
    return up;
  }

  void stop() {
    up = false;
  }

  void start() {
    up = true;
  }

  /** Looks for transactions that last too long, from now on. */
  void watch() {
    scheduler.after(
        BETWEEN_LOOKS.toNanos(),
        () -> {
          if (up) {
            producers.values().forEach(this::endWhereTooLong);
          }
          watch();
        });
  }

  private void endWhereTooLong(Producers of) {
    Transaction open = of.current;
    if (open != null
        && open.phase() == Transaction.Phase.OPEN
        && scheduler.now() - open.begun() > TRANSACTION_LIMIT.toNanos()) {
      of.lastEndAsked = false;
      decide(of, open, false);
    }
  }

  /**
   * A new producer: fences all others of its id, and is only there when what they did has ended.
   */
  Answer initialise(String transactionalId) {
    Producers of = producers.computeIfAbsent(transactionalId, _ -> new Producers());
    Transaction current = of.current;
    if (current != null) {
      if (current.phase() == Transaction.Phase.OPEN) {
        of.lastEndAsked = false;
        decide(of, current, false);
      }
      return new Answer.Later();
    }
    of.lastEndAsked = false;
    return new Answer.Done(++of.epoch);
  }

  /** A batch of records; one that comes again is not written again. */
  Answer produce(
      String transactionalId,
      int epoch,
      Partition partition,
      long batch,
      List<Partition.Message> messages) {
    Producers of = known(transactionalId);
    Transaction current = of.current;
    if (current != null && current.epoch() == epoch && partition.holdsOpen(current)) {
      // a late one, until the marker is written: the partition's leader knows no better
      partition.append(current, batch, messages);
      return new Answer.Done(epoch);
    }
    if (epoch != of.epoch) {
      return new Answer.Fenced();
    }
    if (current != null && current.phase() != Transaction.Phase.OPEN) {
      return new Answer.Later();
    }
    if (current == null) {
      current = new Transaction(transactionalId, epoch, scheduler.now());
      of.current = current;
    }
    current.unmarked().add(partition);
    partition.append(current, batch, messages);
    return new Answer.Done(epoch);
  }

  /** The end of a transaction, asked for by its producer; asked again, the answer is the same. */
  Answer commit(String transactionalId, int epoch) {
    Producers of = known(transactionalId);
    Transaction current = of.current;
    if (current != null && current.epoch() == epoch && current.phase() == Transaction.Phase.OPEN) {
      of.lastEndAsked = true;
      decide(of, current, true);
      return new Answer.Done(of.epoch);
    }
    Transaction last = of.lastEnded;
    boolean repeated =
        last != null && of.lastEndAsked && last.epoch() == epoch && of.epoch == epoch + 1;
    return repeated ? new Answer.Done(of.epoch) : new Answer.Fenced();
  }

  private void decide(Producers of, Transaction transaction, boolean commit) {
    transaction.turns(commit ? Transaction.Phase.COMMITTING : Transaction.Phase.ABORTING);
    of.epoch++;
    of.lastEnded = transaction;
    if (commit) {
      committed.accept(transaction);
    }
    for (Partition partition : List.copyOf(transaction.unmarked())) {
      markLater(of, transaction, partition);
    }
  }

  private void markLater(Producers of, Transaction transaction, Partition partition) {
    long micros = chance.oneIn(30) ? chance.between(1_000, 600_000) : chance.between(100, 5_000);
    scheduler.after(
        Duration.ofNanos(micros * 1_000).toNanos(),
        () -> {
          if (!up) {
            markLater(of, transaction, partition);
            return;
          }
          partition.mark(transaction, transaction.phase() == Transaction.Phase.COMMITTING);
          transaction.unmarked().remove(partition);
          if (transaction.unmarked().isEmpty()) {
            of.current = null;
          }
        });
  }

  private Producers known(String transactionalId) {
    return Objects.requireNonNull(producers.get(transactionalId), transactionalId);
  }
}
