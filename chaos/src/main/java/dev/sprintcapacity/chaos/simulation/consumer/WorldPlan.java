package dev.sprintcapacity.chaos.simulation.consumer;

import dev.sprintcapacity.consumer.AfterLastAttempt;
import dev.sprintcapacity.consumer.ConsumerSettings;
import dev.sprintcapacity.consumer.KafkaEventConsumer;
import dev.sprintcapacity.consumer.RetryPolicy;
import dev.sprintcapacity.consumer.inbox.GapPolicy;
import dev.sprintcapacity.consumer.inbox.IdempotencySettings;
import dev.sprintcapacity.events.Topic;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a seed makes of a world before anything happens in it.
 *
 * @param settings of every member
 * @param topics that are read
 * @param partitions of each topic
 * @param members of the group at first
 * @param keys of events
 * @param events published, duplicates not counted
 * @param load how long they are published
 * @param inbox whether effects go through the transactional inbox
 * @param eager whether a rebalance takes all partitions from all members
 * @param redrives whether dead letters are sent back
 * @param session how long a member may be silent
 * @param stretch so many times as long as asked may a member wait that nothing wakes
 * @param troubles how often things go wrong
 */
record WorldPlan(
    ConsumerSettings settings,
    List<String> topics,
    int partitions,
    int members,
    int keys,
    int events,
    Duration load,
    boolean inbox,
    boolean eager,
    boolean redrives,
    Duration session,
    int stretch,
    Troubles troubles) {
  static final String GROUP = "simulated";

  /**
   * How often things go wrong, as chances from 0 to 1.
   *
   * @param crash of a member, at each of its steps
   * @param freeze of a member, at each of its steps
   * @param commit that is refused or whose reply is lost
   * @param write of a dead letter or a parked key that is refused or whose reply is lost
   * @param database that refuses, or loses the reply of a commit
   * @param client whose poll or look at committed offsets times out
   * @param duplicate of an event that was published before
   * @param poison in place of an event
   * @param failing events whose handler does not simply succeed
   * @param striking disturbances per second of the whole world
   */
  record Troubles(
      double crash,
      double freeze,
      double commit,
      double write,
      double database,
      double client,
      double duplicate,
      double poison,
      double failing,
      double striking) {}

  /** Draws a plan. */
  static WorldPlan draw(SplittableRandom random) {
    boolean both = random.nextInt(3) == 0;
    List<String> topics =
        both
            ? List.of(Topic.SPRINT_LIFECYCLE.topicName(), Topic.TEAM_MEMBERS.topicName())
            : List.of(Topic.SPRINT_LIFECYCLE.topicName());
    AfterLastAttempt afterLast =
        List.of(AfterLastAttempt.values()).get(random.nextInt(AfterLastAttempt.values().length));
    return new WorldPlan(
        settings(random, topics, afterLast),
        topics,
        1 + random.nextInt(3),
        1 + random.nextInt(3),
        1 + random.nextInt(6),
        10 + random.nextInt(50),
        Duration.ofMillis(500 + random.nextInt(20_000)),
        random.nextBoolean(),
        random.nextInt(4) == 0,
        random.nextInt(3) > 0,
        Duration.ofMillis(2_000 + random.nextInt(8_000)),
        1 + random.nextInt(8),
        troubles(random, afterLast));
  }

  private static ConsumerSettings settings(
      SplittableRandom random, List<String> topics, AfterLastAttempt afterLast) {
    int inMemory = random.nextBoolean() ? 2 + random.nextInt(30) : 1_000;
    IdempotencySettings idempotency = IdempotencySettings.DEFAULT;
    if (topics.size() > 1 && random.nextBoolean()) {
      idempotency =
          idempotency.withGap(GapPolicy.WAIT, Duration.ofMillis(100 + random.nextInt(5_000)));
    }
    Duration first = Duration.ofMillis(10 + random.nextInt(500));
    return KafkaEventConsumer.builder()
        .topics(topics)
        .groupId(GROUP)
        .client("max.poll.records", 1 + random.nextInt(20))
        .retry(
            new RetryPolicy(
                1 + random.nextInt(4),
                first,
                1 + random.nextInt(3),
                first.multipliedBy(8),
                0.2,
                afterLast))
        .idempotency(idempotency)
        .maxConcurrency(1 + random.nextInt(8))
        .maxRecordsInMemory(inMemory)
        .inlineUpTo(Duration.ZERO)
        .commitInterval(Duration.ofMillis(20 + random.nextInt(1_000)))
        .commitRecords(1 + random.nextInt(50))
        .handoverLimit(Duration.ofMillis(random.nextInt(3) == 0 ? 0 : random.nextInt(5_000)))
        .settings();
  }

  private static Troubles troubles(SplittableRandom random, AfterLastAttempt afterLast) {
    double poison = afterLast == AfterLastAttempt.STOP ? 0 : some(random, 0.08);
    return new Troubles(
        some(random, 0.002),
        some(random, 0.001),
        some(random, 0.3),
        some(random, 0.3),
        some(random, 0.1),
        some(random, 0.02),
        some(random, 0.3),
        poison,
        some(random, 0.5),
        some(random, 0.5));
  }

  /** In every third world there is none of a trouble. */
  private static double some(SplittableRandom random, double most) {
    return random.nextInt(3) == 0 ? 0 : random.nextDouble() * most;
  }

  boolean parks() {
    return settings.retry().afterLast() == AfterLastAttempt.PARK_KEY;
  }

  boolean stops() {
    return settings.retry().afterLast() == AfterLastAttempt.STOP;
  }

  /** What a poll brings at most. */
  int maxPollRecords() {
    Object wanted = settings.client().get("max.poll.records");
    return Math.min(Integer.parseInt(String.valueOf(wanted)), settings.maxRecordsInMemory() / 2);
  }
}
