package dev.sprintcapacity.chaos.simulation.relay;

import dev.sprintcapacity.chaos.simulation.Trace;
import dev.sprintcapacity.chaos.simulation.relay.time.Scheduler;
import dev.sprintcapacity.postgres.eventlog.PublishedEvent;
import dev.sprintcapacity.service.relay.RelayStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Holds what is published against what is committed: at each commit in Kafka, and once more at the
 * end, when all faults are over and there was time to publish everything.
 */
final class Judge {
  /** So many are told; the first one matters. */
  private static final int MOST_VIOLATIONS = 20;

  private static final Comparator<PublishedEvent> BY_SEQUENCE =
      Comparator.comparing(PublishedEvent::sprintId).thenComparingLong(PublishedEvent::sequence);

  private final Scheduler scheduler;
  private final Trace trace;
  private final String ourTransactions;
  private final List<String> violations = new ArrayList<>();
  private final Set<UUID> written = new HashSet<>();
  private final Set<UUID> writtenBeforeRestore = new HashSet<>();
  private final Map<UUID, PublishedEvent> published = new LinkedHashMap<>();
  private final Map<String, Long> lastSequences = new HashMap<>();
  private final Map<String, Long> lastInTopics = new HashMap<>();
  private final Map<Node, RelayStatus> statuses = new LinkedHashMap<>();
  private long lastCommit;
  private boolean restored;
  private boolean refusedSinceActive;

  /**
   * A judge who has seen nothing yet.
   *
   * @param ourTransactions how the transactional ids of the relays begin
   */
  Judge(Scheduler scheduler, Trace trace, String ourTransactions) {
    this.scheduler = scheduler;
    this.trace = trace;
    this.ourTransactions = ourTransactions;
  }

  List<String> violations() {
    return violations;
  }

  void violated(String what) {
    trace.add("judge", what);
    if (violations.size() < MOST_VIOLATIONS) {
      violations.add(what);
    }
  }

  /** Rows were committed in the database. */
  void committed(List<EventTable.Row> rows) {
    rows.forEach(row -> written.add(row.event().id()));
  }

  /** The database went back to what it was before. */
  void restored() {
    restored = true;
    writtenBeforeRestore.addAll(written);
  }

  /** A relay is in another state. */
  void tells(Node node, RelayStatus status) {
    statuses.put(node, status);
    if (status instanceof RelayStatus.Active) {
      refusedSinceActive = false;
    }
    if (status instanceof RelayStatus.Refused) {
      refusedSinceActive = true;
    }
    if (status instanceof RelayStatus.Refused(String reason) && !restored) {
      violated(node + " refuses without a cause: " + reason);
    }
  }

  /** The commit of a transaction was decided. */
  void decided(Transaction transaction, EventTable table) {
    if (!transaction.transactionalId().startsWith(ourTransactions)) {
      return;
    }
    trace.add("kafka", "commits " + transaction.events().size() + " events");
    if (transaction.begun() < lastCommit) {
      violated(
          "the transaction of %s overlaps the one before it"
              .formatted(transaction.transactionalId()));
    }
    lastCommit = scheduler.now();
    boolean lost = restored && hasLost(table);
    transaction.events().forEach(this::checkOrderInTopic);
    transaction.events().stream().sorted(BY_SEQUENCE).forEach(event -> check(event, lost));
  }

  /** In the order of arrival: that of a sprint holds within a topic, not between the two. */
  private void checkOrderInTopic(PublishedEvent event) {
    long last =
        Objects.requireNonNullElse(
            lastInTopics.put(event.topic() + " " + event.sprintId(), event.sequence()), 0L);
    if (event.sequence() <= last) {
      violated("%s stands behind sequence %d in its topic".formatted(event, last));
    }
  }

  private void check(PublishedEvent event, boolean lost) {
    if (!written.contains(event.id())) {
      violated(event + " is published and was never committed");
    }
    if (lost && !writtenBeforeRestore.contains(event.id())) {
      violated(event + " is published behind events that the database has lost");
    }
    if (published.put(event.id(), event) != null) {
      violated(event + " is published again");
      return;
    }
    long last = lastSequences.getOrDefault(event.sprintId(), 0L);
    if (event.sequence() != last + 1) {
      violated("%s is published behind sequence %d of its sprint".formatted(event, last));
    }
    lastSequences.put(event.sprintId(), event.sequence());
  }

  private boolean hasLost(EventTable table) {
    return !published.keySet().stream().allMatch(table::holds);
  }

  private boolean isPublished(EventTable table) {
    return table.rows().stream().allMatch(row -> published.containsKey(row.event().id()));
  }

  private boolean isRefused() {
    return restored && refusedSinceActive;
  }

  /** Whether nothing is left to wait for. */
  boolean isSettled(EventTable table, Cluster cluster) {
    boolean complete = isPublished(table) && !hasLost(table);
    return !violations.isEmpty() || (cluster.isQuiet() && (complete || isRefused()));
  }

  /** The last look: what a reader of committed records finds, and whether it is all there is. */
  void conclude(EventTable table, Cluster cluster) {
    List<PublishedEvent> read = new ArrayList<>();
    for (String topic : Cluster.eventTopics()) {
      for (Partition partition : cluster.partitions(topic)) {
        if (partition.stableEnd() < partition.end()) {
          violated(partition + " still hides records behind an open transaction");
        }
        partition.committed(0, partition.end()).forEach(each -> addEvent(read, each));
      }
    }
    if (read.size() != published.size() || !published.values().containsAll(read)) {
      violated(
          "readers find %d events where %d were committed"
              .formatted(read.size(), published.size()));
    }
    if (isRefused()) {
      return;
    }
    if (hasLost(table)) {
      violated("the database has lost what was published, and nobody refuses: " + statuses);
    }
    long missing =
        table.rows().stream().filter(row -> !published.containsKey(row.event().id())).count();
    if (missing > 0) {
      violated(
          "%d of %d events were not published in the time given: %s"
              .formatted(missing, table.rows().size(), statuses));
    }
  }

  private static void addEvent(List<PublishedEvent> read, Partition.Message message) {
    PublishedEvent event = message.event();
    if (event != null) {
      read.add(event);
    }
  }
}
