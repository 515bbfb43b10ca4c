package dev.sprintcapacity.chaos.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.chaos.consumer.checker.EventMark;
import dev.sprintcapacity.chaos.load.KafkaLoad;
import dev.sprintcapacity.chaos.process.Await;
import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.EventData;
import dev.sprintcapacity.events.EventEncoder;
import dev.sprintcapacity.events.EventHeaders;
import dev.sprintcapacity.events.SprintCreated;
import dev.sprintcapacity.events.SprintFacts;
import dev.sprintcapacity.events.SprintUpdated;
import dev.sprintcapacity.events.TeamMember;
import dev.sprintcapacity.events.TeamMemberUpdated;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes events as the relay does: in Kafka transactions, in order for each sprint, numbered
 * without a gap over both topics. A transaction that is aborted is written again, with the same
 * events. The seed decides which events there are. Thread-safe.
 */
final class EventLoad implements AutoCloseable {
  private static final Duration BETWEEN_TRANSACTIONS = Duration.ofMillis(25);
  private static final int MOST_IN_ONE = 500;

  /** Every so manieth sprint is slow to handle. */
  private static final int SLOW_SPRINT = 50;

  private static final int TEAM_PERCENT = 30;
  private static final int ABORTED_PERCENT = 3;

  /** Waits while the group has more than this to do: the end of the campaign has to wait for it. */
  private static final long MOST_BEHIND = 6_000;

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
  private static final String SPRINT_PREFIX = "sprint-";

  private final KafkaLoad kafka;
  private final int eventsPerSecond;
  private final LongSupplier effects;
  private final Random random;
  private final long[] sequences;
  private final List<EventMark> produced = new ArrayList<>();

  /** Connects at once, writes after {@link #start}. */
  EventLoad(
      String bootstrapServers, int sprints, int eventsPerSecond, long seed, LongSupplier effects) {
    this.eventsPerSecond = eventsPerSecond;
    this.effects = effects;
    this.random = new Random(seed);
    this.sequences = new long[sprints];
    this.kafka = new KafkaLoad(bootstrapServers, "chaos-event-load");
  }

  /** Whether the events of the sprint take long to handle. */
  static boolean isSlow(String sprintId) {
    return Integer.parseInt(sprintId.substring(SPRINT_PREFIX.length())) % SLOW_SPRINT == 0;
  }

  void start() {
    kafka.start(this::write);
  }

  private void write() {
    long before = System.nanoTime();
    long lastLook = before;
    boolean behind = false;
    while (kafka.goesOn()) {
      Await.pause(BETWEEN_TRANSACTIONS);
      long now = System.nanoTime();
      if (now - lastLook > BETWEEN_LOOKS.toNanos()) {
        behind = count() - effects.getAsLong() > MOST_BEHIND;
        lastLook = now;
      }
      if (!behind) {
        transaction((int) Math.min(MOST_IN_ONE, eventsPerSecond * (now - before) / 1_000_000_000));
      }
      before = now;
    }
  }

  private void transaction(int size) {
    List<EncodedEvent> events = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      events.add(next(random.nextInt(sequences.length)));
    }
    if (events.isEmpty()) {
      return;
    }
    if (random.nextInt(100) < ABORTED_PERCENT) {
      kafka.producer().beginTransaction();
      events.forEach(this::send);
      kafka.producer().flush();
      kafka.producer().abortTransaction();
    }
    kafka.producer().beginTransaction();
    events.forEach(this::send);
    kafka.producer().commitTransaction();
    synchronized (produced) {
      for (EncodedEvent event : events) {
        produced.add(
            new EventMark(
                event.id(), event.type().topic().topicName(), event.key(), event.sequence()));
      }
    }
  }

  private void send(EncodedEvent event) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            event.type().topic().topicName(), event.key().getBytes(UTF_8), event.value());
    EventHeaders.of(event).forEach(header -> record.headers().add(header.name(), header.value()));
    var _ = kafka.producer().send(record);
  }

  private EncodedEvent next(int sprint) {
    String id = SPRINT_PREFIX + sprint;
    long sequence = ++sequences[sprint];
    return EventEncoder.encode(
        new Event(
            new UUID(random.nextLong(), random.nextLong()),
            Instant.now(),
            sequence,
            null,
            change(id, sprint, sequence)));
  }

  private EventData change(String id, int sprint, long sequence) {
    SprintFacts facts =
        new SprintFacts(
            id,
            "Sprint " + sprint,
            "25-" + sprint,
            1,
            LocalDate.of(2025, 12, 1),
            LocalDate.of(2025, 12, 14),
            10,
            BigDecimal.valueOf(sequence % 100));
    if (sequence == 1) {
      return new SprintCreated(facts);
    }
    if (random.nextInt(100) < TEAM_PERCENT) {
      return new TeamMemberUpdated(
          id,
          facts.sprintName(),
          List.of(new TeamMember("member-" + sequence, "Ada", "Developer", null)));
    }
    return new SprintUpdated(facts, List.of(), List.of("confidence_percentage"));
  }

  /** Events that are committed so far. */
  long count() {
    synchronized (produced) {
      return produced.size();
    }
  }

  /** Events that are committed, in order of their transactions. */
  List<EventMark> produced() {
    synchronized (produced) {
      return List.copyOf(produced);
    }
  }

  /**
   * Ends the load.
   *
   * @throws dev.sprintcapacity.chaos.ChaosException where it had ended by itself
   */
  void stop() {
    kafka.stop();
  }

  @Override
  public void close() {
    kafka.close();
  }
}
