package dev.sprintcapacity.chaos.simulation.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.chaos.simulation.relay.time.Scheduler;
import dev.sprintcapacity.postgres.eventlog.PublishedEvent;
import dev.sprintcapacity.postgres.eventlog.StoredEvent;
import dev.sprintcapacity.service.relay.EventPublisher;
import dev.sprintcapacity.service.relay.ports.CursorRecord;
import dev.sprintcapacity.service.relay.ports.KafkaConnection;
import dev.sprintcapacity.service.relay.ports.Readiness;
import dev.sprintcapacity.service.relay.ports.RelayException;
import dev.sprintcapacity.service.relay.ports.RelayProbe;
import dev.sprintcapacity.service.relay.ports.TopicEnds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** A connection with the simulated cluster, with the real publisher over a simulated producer. */
final class SimulatedKafka implements KafkaConnection {
  static final String CLUSTER_ID = "simulated";

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);
  private static final Duration READ_LIMIT = Duration.ofSeconds(15);
  private static final Duration GLANCE = Duration.ofMillis(300);
  private static final long POLL = Duration.ofMillis(50).toNanos();
  private static final int TAIL_RECORDS = 50;

  /**
   * Who is connected, and with what.
   *
   * @param relay its name
   * @param transactionalId under which it publishes
   * @param probe told of each step
   * @param design how it is built
   */
  record Owner(String relay, String transactionalId, RelayProbe probe, RelayDesign design) {}

  private final Owner owner;
  private final Scheduler scheduler;
  private final Cluster cluster;
  private final KafkaClient client;
  private final BatchSender sender;
  private @Nullable SimulatedProducer producer;
  private @Nullable EventPublisher publisher;

  SimulatedKafka(Owner owner, Life life, Scheduler scheduler, Weather weather, Cluster cluster) {
    this.owner = owner;
    this.scheduler = scheduler;
    this.cluster = cluster;
    this.client = new KafkaClient(life, scheduler, weather, cluster);
    this.sender = new BatchSender(life, scheduler, weather, cluster, client);
  }

  @Override
  public Readiness prepare() {
    return using(() -> client.ask("prepare", CONNECT_LIMIT, Readiness.Fit::new));
  }

  @Override
  public Optional<CursorRecord> glanceAtCursor() {
    return using(() -> {
      int end = client.ask("end of cursors", READ_LIMIT, cluster.cursors()::end);
      readTo(cluster.cursors(), end, GLANCE);
      return newestCursor();
    });
  }

  @Override
  public Optional<CursorRecord> readCursor() {
    return using(() -> {
      int end = client.ask("end of cursors", READ_LIMIT, cluster.cursors()::end);
      readAllTo(cluster.cursors(), end);
      return newestCursor();
    });
  }

  @Override
  public TopicEnds readTail() {
    return using(() -> {
      List<PublishedEvent> events = new ArrayList<>();
      for (Partition partition : eventPartitions()) {
        int end = client.ask("end of " + partition, READ_LIMIT, partition::stableEnd);
        events.addAll(events(partition.committed(end - TAIL_RECORDS, end)));
      }
      return new TopicEnds(events, isShared());
    });
  }

  @Override
  public Optional<PublishedEvent> findLost(List<PublishedEvent> published, TopicEnds tail) {
    Set<UUID> found = ids(tail.events());
    List<PublishedEvent> suspects =
        lastOfPartitions(published).stream().filter(each -> !found.contains(each.id())).toList();
    if (suspects.isEmpty() || tail.shared()) {
      return Optional.empty();
    }
    return using(() -> {
      for (Partition partition : eventPartitions()) {
        int end = client.ask("written end of " + partition, READ_LIMIT, partition::end);
        readAllTo(partition, end);
        found.addAll(ids(events(partition.committed(0, end))));
      }
      return suspects.stream().filter(each -> !found.contains(each.id())).findFirst();
    });
  }

  @Override
  public String clusterId() {
    return CLUSTER_ID;
  }

  @Override
  public void rehearse() {
    prepare();
    glanceAtCursor();
  }

  @Override
  public void takeOver() {
    SimulatedProducer opened =
        new SimulatedProducer(client, scheduler, cluster, sender, owner.transactionalId());
    producer = opened;
    publisher =
        new EventPublisher(
            owner.design().producer(opened),
            Cluster.CURSOR_TOPIC,
            owner.relay().getBytes(UTF_8),
            owner.probe());
    publisher.start();
  }

  @Override
  public void publish(List<StoredEvent> events, CursorRecord cursor) {
    EventPublisher open = publisher;
    if (open == null) {
      throw new RelayException("simulated: the producer is closed", null);
    }
    open.publish(events, cursor);
  }

  @Override
  public void abort() {
    client.abort();
    SimulatedProducer open = producer;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void closeReaders() {
    // nothing is held
  }

  private Optional<CursorRecord> newestCursor() {
    return cluster.cursors().newest(owner.relay()).map(each -> CursorRecord.fromJson(each.value()));
  }

  private boolean isShared() {
    Partition cursors = cluster.cursors();
    return cursors.committed(0, cursors.stableEnd()).stream()
        .anyMatch(each -> !each.key().equals(owner.relay()));
  }

  private void readAllTo(Partition partition, int end) {
    if (!readTo(partition, end, READ_LIMIT)) {
      throw new RelayException("simulated: " + partition + " cannot be read to its end", null);
    }
  }

  /** Whether all before the end is committed or aborted in time. */
  private boolean readTo(Partition partition, int end, Duration limit) {
    long begin = scheduler.now();
    while (client.ask("read " + partition, READ_LIMIT, partition::stableEnd) < end) {
      if (scheduler.now() - begin > limit.toNanos()) {
        return false;
      }
      client.pause(POLL);
    }
    return true;
  }

  private List<Partition> eventPartitions() {
    return Cluster.eventTopics().stream()
        .flatMap(topic -> cluster.partitions(topic).stream())
        .toList();
  }

  private List<PublishedEvent> lastOfPartitions(List<PublishedEvent> newestFirst) {
    Map<Partition, PublishedEvent> last = new LinkedHashMap<>();
    newestFirst.forEach(each ->
        last.putIfAbsent(cluster.partitionOf(each.topic(), each.sprintId().getBytes(UTF_8)), each));
    return List.copyOf(last.values());
  }

  private static List<PublishedEvent> events(List<Partition.Message> messages) {
    return messages.stream().flatMap(each -> Optional.ofNullable(each.event()).stream()).toList();
  }

  private static Set<UUID> ids(List<PublishedEvent> events) {
    Set<UUID> ids = new HashSet<>();
    events.forEach(each -> ids.add(each.id()));
    return ids;
  }

  private static <T> T using(Supplier<T> action) {
    try {
      return action.get();
    } catch (KafkaException e) {
      throw new RelayException("Kafka could not answer: " + e.getMessage(), e);
    }
  }
}
