package dev.sprintcapacity.chaos.campaign;

import dev.sprintcapacity.chaos.fault.Fault;
import dev.sprintcapacity.chaos.process.Await;
import dev.sprintcapacity.chaos.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Strikes a running service with faults while clients write, and has what is left judged. A strike
 * counts only where what it hits was alive and writes were acknowledged since the one before.
 */
public final class Campaign {
  /** Fewer writes between two strikes prove nothing about the first. */
  private static final int ACKNOWLEDGED_BETWEEN = 20;

  /** A killed instance has to come back and stand by; the broker to serve. */
  private static final Duration POSSIBLE_LIMIT = Duration.ofMinutes(2);

  /** Strikes fall anywhere between two transactions of the relay, not at one point. */
  private static final int MOST_PAUSE_MILLIS = 200;

  private final CampaignPlan plan;
  private final Random random;
  private final List<Strike> strikes = new ArrayList<>();
  private final List<Fault> due = new ArrayList<>();
  private long acknowledgedBefore;

  /** A campaign, not begun. */
  public Campaign(CampaignPlan plan) {
    this.plan = plan;
    this.random = new Random(plan.stage().seed());
    for (CampaignPlan.Rounds rounds : plan.rounds()) {
      due.addAll(Collections.nCopies(rounds.times(), rounds.fault()));
    }
    Collections.shuffle(due, random);
  }

  /**
   * Does everything, from the start of the servers to their stop.
   *
   * @throws dev.sprintcapacity.chaos.ChaosException where it could not be carried out
   */
  public CampaignResult run() {
    try (Stage stage = Stage.start(plan.stage())) {
      stage.load().start();
      stage.awaitAcknowledged(0, ACKNOWLEDGED_BETWEEN);
      stage.awaitPublishedAfter(Instant.EPOCH);
      long end = System.nanoTime() + plan.bound().toNanos();
      while (isMoreDue(stage) && System.nanoTime() - end < 0) {
        strike(stage, nextPossible(stage));
      }
      boolean complete = !isMoreDue(stage);
      if (!complete) {
        stage.say(
            "the bound of %s is reached with %d of %d strikes and %d of %d events"
                .formatted(
                    plan.bound(),
                    strikes.size(),
                    plan.strikes(),
                    stage.reader().count(),
                    plan.events()));
      }
      Judgement judgement = Judgement.of(stage);
      CampaignResult result =
          new CampaignResult(plan.stage().seed(), complete, strikes, judgement, Oddities.of(stage));
      result.summary().forEach(stage::say);
      return result;
    }
  }

  /** Whether a round is not over, or events are missing; in that case another round begins. */
  private boolean isMoreDue(Stage stage) {
    if (due.isEmpty() && stage.reader().count() < plan.events()) {
      plan.rounds().forEach(rounds -> due.add(rounds.fault()));
      Collections.shuffle(due, random);
    }
    return !due.isEmpty();
  }

  private void strike(Stage stage, Fault fault) {
    due.remove(fault);
    Await.pause(Duration.ofMillis(random.nextInt(MOST_PAUSE_MILLIS)));
    long acknowledged = stage.writes().acknowledged();
    Instant recoverable = fault.strike(stage);
    boolean patient = random.nextInt(100) >= plan.impatiencePercent();
    Optional<Duration> untilPublished = Optional.empty();
    if (patient) {
      stage.awaitPublishedAfter(recoverable);
      untilPublished = Optional.of(Duration.between(recoverable, Instant.now()));
    }
    stage.awaitAcknowledged(stage.writes().acknowledged(), ACKNOWLEDGED_BETWEEN);
    strikes.add(new Strike(fault.name(), acknowledged - acknowledgedBefore, untilPublished));
    acknowledgedBefore = acknowledged;
    stage.say(
        "%d of %d: %s%s; %d acknowledged, %d refused, %d unknown, %d published"
            .formatted(
                strikes.size(),
                plan.strikes(),
                fault.name(),
                untilPublished
                    .map(took -> ", published after %.2f s".formatted(took.toMillis() / 1e3))
                    .orElse(""),
                stage.writes().acknowledged(),
                stage.writes().refused(),
                stage.writes().unknown(),
                stage.reader().count()));
  }

  /** The first that is due and can be done; waits where none can. */
  private Fault nextPossible(Stage stage) {
    List<Fault> found = new ArrayList<>();
    Await.until(
        "one of the faults that are due is possible",
        POSSIBLE_LIMIT,
        () -> {
          due.stream()
              .distinct()
              .filter(fault -> fault.isPossible(stage))
              .findFirst()
              .ifPresent(found::add);
          return !found.isEmpty();
        },
        stage::describe);
    return found.getFirst();
  }
}
