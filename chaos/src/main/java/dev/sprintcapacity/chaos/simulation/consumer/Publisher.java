package dev.sprintcapacity.chaos.simulation.consumer;

import dev.sprintcapacity.chaos.simulation.consumer.Fact.Fate;
import dev.sprintcapacity.chaos.simulation.consumer.Fact.Kind;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.EventType;
import dev.sprintcapacity.testkit.EventRecords;
import dev.sprintcapacity.testkit.SampleEvents;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Publishes events: those of a key numbered without a gap and in order, some of them once more
 * later on, some places taken by what nobody can read or handle.
 */
final class Publisher {
  private static final double UNKNOWN = 0.03;
  private static final int MOST_FAILURES = 5;
  private static final List<Fate> OTHER_FATES =
      List.copyOf(EnumSet.complementOf(EnumSet.of(Fate.HANDLE)));

  private final World world;
  private final long[] sequences;
  private final List<Published> published = new ArrayList<>();
  private boolean done;

  private record Published(ProducerRecord<byte[], byte[]> record, Fact fact) {}

  Publisher(World world) {
    this.world = world;
    this.sequences = new long[world.plan.keys()];
  }

  boolean isDone() {
    return done;
  }

  void run() {
    long pause = 2 * world.plan.load().toNanos() / world.plan.events();
    for (int i = 0; i < world.plan.events(); i++) {
      if (!world.chance(0.3)) {
        world.strands.sleepNanos(world.random.nextLong(pause));
      }
      publish(world.random.nextInt(sequences.length));
      if (!published.isEmpty() && world.strikes(world.plan.troubles().duplicate())) {
        repeat(published.get(world.random.nextInt(published.size())));
      }
    }
    done = true;
  }

  private void publish(int keyNumber) {
    String key = "sprint-" + keyNumber;
    long sequence = ++sequences[keyNumber];
    EventType type = Handlers.TYPES.get(world.random.nextInt(world.plan.topics().size()));
    Event event =
        SampleEvents.event(
            sequence,
            type == EventType.SPRINT_DELETED
                ? SampleEvents.sprintDeleted(key)
                : SampleEvents.teamMemberAdded(key));
    Kind kind = kind();
    ProducerRecord<byte[], byte[]> record =
        switch (kind) {
          case EVENT -> EventRecords.of(event);
          case UNKNOWN -> EventRecords.unknownType(event, "sprint.archived");
          case POISON ->
              world.random.nextBoolean()
                  ? EventRecords.poisonValue(event)
                  : EventRecords.poisonBytes(type, key);
        };
    int number = keyNumber % world.plan.partitions();
    Fact fact = append(record, number, event, key, kind);
    if (kind == Kind.EVENT) {
      published.add(new Published(record, fact));
    }
  }

  private Kind kind() {
    if (world.strikes(world.plan.troubles().poison())) {
      return Kind.POISON;
    }
    return world.chance(UNKNOWN) ? Kind.UNKNOWN : Kind.EVENT;
  }

  private Fact append(
      ProducerRecord<byte[], byte[]> record, int number, Event event, String key, Kind kind) {
    TopicPartition partition = new TopicPartition(record.topic(), number);
    Fact fact =
        new Fact(
            partition,
            world.topics.end(partition),
            new Fact.Name(key, event.sequence(), event.id()),
            kind,
            new Fact.Course(fate(), 1 + world.random.nextInt(MOST_FAILURES)));
    send(record, fact);
    return fact;
  }

  private void send(ProducerRecord<byte[], byte[]> record, Fact fact) {
    world.judge.published(fact);
    world.topics.append(
        new ProducerRecord<>(
            record.topic(),
            fact.partition.partition(),
            null,
            record.key(),
            record.value(),
            record.headers()));
    world.trace.add("publisher", fact.kind + " " + fact + " to " + fact.fate);
  }

  private Fate fate() {
    if (!world.strikes(world.plan.troubles().failing())) {
      return Fate.HANDLE;
    }
    return OTHER_FATES.get(world.random.nextInt(OTHER_FATES.size()));
  }

  private void repeat(Published before) {
    Fact fact = before.fact();
    send(before.record(), fact.repeatedAt(world.topics.end(fact.partition)));
  }
}
