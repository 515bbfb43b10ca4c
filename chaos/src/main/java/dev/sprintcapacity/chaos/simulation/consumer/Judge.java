package dev.sprintcapacity.chaos.simulation.consumer;

import dev.sprintcapacity.consumer.HandlerContext;
import dev.sprintcapacity.consumer.HandlerResult;
import dev.sprintcapacity.consumer.PermanentHandlerException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Watches a world and says what must not happen and does. Knows what each event's fate is. */
final class Judge {
  /** More than anybody reads. */
  private static final int MOST_VIOLATIONS = 20;

  private final World world;
  private final Map<TopicPartition, List<Fact>> facts = new HashMap<>();
  private final Map<String, Fact> running = new HashMap<>();
  private final Map<UUID, Integer> effects = new HashMap<>();
  private final Map<String, Long> lastEffects = new HashMap<>();
  private final Map<TopicPartition, CommittedOffsets> committed = new HashMap<>();
  private final List<String> violations = new ArrayList<>();
  private final Letters letters;

  Judge(World world) {
    this.world = world;
    this.letters = new Letters(world, this);
  }

  List<String> violations() {
    return violations;
  }

  void violation(String what) {
    world.trace.add("judge", "VIOLATION " + what);
    if (violations.size() < MOST_VIOLATIONS) {
      violations.add(what);
    }
  }

  /** A record is there from now on; records of a partition come in their order. */
  void published(Fact fact) {
    facts(fact.partition).add(fact);
  }

  List<Fact> facts(TopicPartition partition) {
    return facts.computeIfAbsent(partition, unseen -> new ArrayList<>());
  }

  Fact factOf(HandlerContext context) {
    return facts(new TopicPartition(context.topic(), context.partition()))
        .get(Math.toIntExact(context.offset()));
  }

  /** A handler begins with an event. */
  Fact begins(Life life, HandlerContext context) {
    Fact fact = factOf(context);
    world.trace.add(
        life.id(),
        "attempt " + context.attempt() + (context.replay() ? " again of " : " of ") + fact);
    Fact beside = running.put(life.id() + "/" + fact.key, fact);
    if (beside != null) {
      violation(life.id() + " handles " + fact + " while it handles " + beside);
    }
    Fact.Attempts attempts = fact.attemptsOf(life.id());
    attempts.tenure = world.group.tenure(life, fact.partition.partition());
    if (context.attempt() == 1) {
      attempts.failures = 0;
      attempts.forGood = false;
    }
    requireItsTurn(life, fact, context.replay());
    if (!context.replay()
        && world.group.owns(life, fact.partition.partition())
        && committed(fact.partition).holds(fact.offset)) {
      violation(life.id() + " handles " + fact + " although it is committed as done");
    }
    return fact;
  }

  private void requireItsTurn(Life life, Fact fact, boolean replay) {
    boolean parks = world.plan.parks();
    if (replay && !parks) {
      return;
    }
    for (Fact earlier : facts(fact.partition)) {
      if (earlier.offset >= fact.offset) {
        return;
      }
      if (earlier.key.equals(fact.key)
          && earlier.kind != Fact.Kind.UNKNOWN
          && !(parks ? earlier.isHandled() : earlier.isFinished(false))) {
        violation(life.id() + " handles " + fact + " before " + earlier);
      }
    }
  }

  /** A handler is done, and the consumer is told so now. */
  void ends(Life life, Fact fact, HandlerContext context, HandlerResult result) {
    running.remove(life.id() + "/" + fact.key);
    Fact.Attempts attempts = fact.attemptsOf(life.id());
    world.trace.add(life.id(), "ends " + fact + " with " + result.getClass().getSimpleName());
    switch (result) {
      case HandlerResult.Done done -> finished(life, fact, context.replay());
      case HandlerResult.Skip skip -> finished(life, fact, context.replay());
      case HandlerResult.RetryLater later -> attempts.failures++;
      case HandlerResult.DeadLetter never -> attempts.forGood = true;
    }
  }

  private void finished(Life life, Fact fact, boolean replay) {
    if (replay) {
      fact.replayed = true;
    } else {
      fact.handled = true;
      fact.handledIn = fact.attemptsOf(life.id()).tenure;
      fact.handledAt = world.now();
    }
  }

  /**
   * A member gives a partition back in order, and could commit.
   *
   * @param tenure of the partition
   * @param before the last commit was made up, or none was needed
   */
  void handsOver(Life life, TopicPartition partition, @Nullable Object tenure, long before) {
    for (Fact fact : facts(partition)) {
      if (tenure != null
          && tenure.equals(fact.handledIn)
          && fact.handledAt < before
          && !committed(partition).holds(fact.offset)) {
        violation(life.id() + " hands " + fact + " over without a commit, though it is done");
      }
    }
  }

  /** A handler fails, and the consumer is told so now. */
  void fails(Life life, Fact fact, Exception failure) {
    running.remove(life.id() + "/" + fact.key);
    world.trace.add(life.id(), "fails at " + fact + ": " + failure.getMessage());
    Fact.Attempts attempts = fact.attemptsOf(life.id());
    attempts.failures++;
    attempts.forGood = failure instanceof PermanentHandlerException;
  }

  /** An event has an effect, for good. */
  void effect(Fact fact, boolean replay) {
    world.trace.add("effect", fact.toString());
    fact.effects++;
    int times = effects.merge(fact.id, 1, Integer::sum);
    if (!world.plan.inbox()) {
      return;
    }
    if (times > 1) {
      violation(fact + " has its effect " + times + " times");
    }
    Long last = lastEffects.put(fact.partition.topic() + "/" + fact.key, fact.sequence);
    if (last != null && last >= fact.sequence && (!replay || world.plan.parks())) {
      violation(fact + " has its effect after that of number " + last);
    }
  }

  /** How often an event had its effect. */
  int effects(Fact fact) {
    return effects.getOrDefault(fact.id, 0);
  }

  /** The group's commit is taken. */
  void committed(
      Life life,
      TopicPartition partition,
      @Nullable OffsetAndMetadata before,
      OffsetAndMetadata point) {
    CommittedOffsets earlier = CommittedOffsets.of(before);
    CommittedOffsets now = CommittedOffsets.of(point);
    committed.put(partition, now);
    if (!world.group.owns(life, partition.partition())) {
      violation(life.id() + " commits " + partition + ", which is not its own");
    }
    for (long offset = earlier.offset(); offset < earlier.end(); offset++) {
      if (earlier.holds(offset) && !now.holds(offset)) {
        violation(life.id() + " commits " + partition + "@" + offset + " as not done again");
      }
    }
    if (now.offset() < earlier.offset()) {
      violation(life.id() + " commits " + partition + " back to " + now.offset());
    }
    List<Fact> all = facts(partition);
    for (long offset = earlier.offset(); offset < Math.min(now.end(), all.size()); offset++) {
      Fact fact = all.get(Math.toIntExact(offset));
      if (now.holds(offset) && !fact.isFinished(world.plan.parks())) {
        violation(life.id() + " commits " + fact + " as done, which it is not");
      }
    }
  }

  private CommittedOffsets committed(TopicPartition partition) {
    return committed.getOrDefault(partition, CommittedOffsets.of(null));
  }

  /** A dead letter or the state of a parked key is written. */
  void written(Life life, ProducerRecord<byte[], byte[]> record) {
    letters.written(life, record);
  }
}
