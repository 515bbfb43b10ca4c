package dev.sprintcapacity.chaos.crashpoint;

import dev.sprintcapacity.chaos.campaign.Judgement;
import dev.sprintcapacity.chaos.campaign.Oddities;
import dev.sprintcapacity.chaos.history.TopicReader;
import dev.sprintcapacity.chaos.stage.Instance;
import dev.sprintcapacity.chaos.stage.Links;
import dev.sprintcapacity.chaos.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Kills the service at every effect it has on its servers: before the server gets it, and after the
 * server has done it and before the service learns it. Which effects there are is not written down
 * anywhere: the service is watched while it starts and works, and what is new on the way is swept
 * too. A statement is one effect with those that are sent together with it.
 */
public final class Sweep {
  /** Before the service is taken to have done everything that it does. */
  private static final int ACKNOWLEDGED_AT_FIRST = 300;

  private static final int ACKNOWLEDGED_BETWEEN = 5;

  /** Longer than what a start does, and what clients send again after it, takes. */
  private static final int ACKNOWLEDGED_AFTER_START = 40;

  /** What a service does only where a client sends again what was done needs some luck. */
  private static final int MOST_STARTS = 25;

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  /** What the service does all the time comes by sooner, and a start takes some seconds. */
  private static final Duration BY_ITSELF = Duration.ofSeconds(10);

  /** What only a start does comes by when it is started once more. */
  private static final Duration WITH_A_START = Duration.ofSeconds(30);

  /** How clients of the broker are named that are not the service's. */
  private static final List<String> OTHERS =
      List.of(TopicReader.CLIENT_ID, "broker-", "AddPartitionsManager");

  private final SweepPlan plan;
  private final Random random;
  private final Deque<CrashPoint> due = new ArrayDeque<>();
  private final Set<CrashPoint> known = new HashSet<>();
  private final Set<CrashPoint> ofStart = new HashSet<>();
  private final List<String> struck = new ArrayList<>();
  private final List<String> missed = new ArrayList<>();

  /** A sweep, not begun. */
  public Sweep(SweepPlan plan) {
    this.plan = plan;
    this.random = new Random(plan.stage().seed());
  }

  /**
   * Does everything, from the start of the servers to their stop.
   *
   * @throws dev.sprintcapacity.chaos.ChaosException where it could not be carried out
   */
  public SweepResult run() {
    try (Stage stage = Stage.start(plan.stage())) {
      Instance instance = stage.instances().all().getFirst();
      Trap trap = new Trap(instance::kill);
      Links links = stage.links().orElseThrow();
      links.database().tap(() -> new DatabaseWatcher(trap));
      links.brokers().forEach(each -> each.tap(() -> new BrokerWatcher(trap, OTHERS)));
      stage.load().start();
      discover(stage, instance, trap);
      long end = System.nanoTime() + plan.bound().toNanos();
      while (!due.isEmpty() && System.nanoTime() - end < 0) {
        strike(stage, instance, trap, due.removeFirst());
        if (plan.most() > known.size()) {
          add(trap.takeSeen());
        }
      }
      awaitEvents(stage);
      Judgement judgement = Judgement.of(stage);
      SweepResult result =
          new SweepResult(
              struck,
              missed,
              due.stream().map(CrashPoint::toString).toList(),
              judgement,
              Oddities.of(stage));
      result.summary().forEach(stage::say);
      return result;
    }
  }

  /**
   * Connections are seen from their first byte only after one more start. What only a start does
   * comes first: a service that ends while it starts is started once more, and ends at the next.
   */
  private void discover(Stage stage, Instance instance, Trap trap) {
    stage.awaitAcknowledged(0, ACKNOWLEDGED_BETWEEN);
    Instant killed = instance.kill();
    stage.awaitPublishedAfter(killed);
    Set<CrashPoint> starting = trap.takeSeen();
    stage.awaitAcknowledged(stage.writes().acknowledged(), ACKNOWLEDGED_AT_FIRST);
    Set<CrashPoint> working = trap.takeSeen();
    starting.removeAll(working);
    stage.say(
        "%d points of a start are known, and %d of work"
            .formatted(starting.size(), working.size()));
    List<CrashPoint> chosen = new ArrayList<>(starting);
    chosen.addAll(working);
    Collections.shuffle(chosen, random);
    chosen = chosen.subList(0, Math.min(plan.most(), chosen.size()));
    ofStart.addAll(starting);
    add(chosen.stream().filter(starting::contains).toList());
    add(chosen.stream().filter(working::contains).toList());
  }

  private void add(Collection<CrashPoint> points) {
    for (CrashPoint point : points) {
      if (known.add(point)) {
        due.addLast(point);
      }
    }
  }

  private void strike(Stage stage, Instance instance, Trap trap, CrashPoint point) {
    trap.arm(point);
    boolean done = !ofStart.contains(point) && trap.awaitStruck(BY_ITSELF);
    for (int start = 0; !done && start < MOST_STARTS; start++) {
      done = startsUpTo(stage, instance, trap);
    }
    trap.disarm();
    (done ? struck : missed).add(point.toString());
    if (!done || !ofStart.contains(point)) {
      awaitEvents(stage);
    }
    stage.say(
        "%d of %d: %s %s; %d acknowledged, %d published"
            .formatted(
                struck.size() + missed.size(),
                known.size(),
                done ? "ended at" : "NOT MET",
                point,
                stage.writes().acknowledged(),
                stage.reader().count()));
  }

  /**
   * Starts it once more, and returns whether it ended at the point before it worked for a while.
   */
  private static boolean startsUpTo(Stage stage, Instance instance, Trap trap) {
    if (instance.isLive()) {
      instance.kill();
    }
    long before = stage.writes().acknowledged();
    long begin = System.nanoTime();
    boolean done = false;
    while (!done
        && stage.writes().acknowledged() < before + ACKNOWLEDGED_AFTER_START
        && System.nanoTime() - begin < WITH_A_START.toNanos()) {
      done = trap.awaitStruck(BETWEEN_LOOKS);
    }
    return done;
  }

  private static void awaitEvents(Stage stage) {
    Instant now = Instant.now();
    stage.awaitAcknowledged(stage.writes().acknowledged(), ACKNOWLEDGED_BETWEEN);
    stage.awaitPublishedAfter(now);
  }
}
