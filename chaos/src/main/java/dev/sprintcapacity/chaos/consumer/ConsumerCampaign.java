package dev.sprintcapacity.chaos.consumer;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.consumer.ConsumerCampaignResult.GroupStrike;
import dev.sprintcapacity.chaos.consumer.checker.ConsumerChecker;
import dev.sprintcapacity.chaos.consumer.checker.ConsumerHistory;
import dev.sprintcapacity.chaos.consumer.checker.ConsumerVerdict;
import dev.sprintcapacity.chaos.consumer.checker.Disturbance;
import dev.sprintcapacity.chaos.consumer.checker.Effect;
import dev.sprintcapacity.chaos.consumer.checker.EventMark;
import dev.sprintcapacity.chaos.history.LineFile;
import dev.sprintcapacity.chaos.process.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Strikes the members of a group while they consume, and has judged what they did. A strike counts
 * only where events had effects since the one before.
 */
public final class ConsumerCampaign {
  /** Fewer effects between two strikes prove nothing about the first. */
  private static final int EFFECTS_BETWEEN = 20;

  private static final Duration POSSIBLE_LIMIT = Duration.ofMinutes(2);

  /** A backlog of some thousand events, with one member that is left. */
  private static final Duration AGREE_LIMIT = Duration.ofMinutes(3);

  private static final int MOST_PAUSE_MILLIS = 300;

  /** The words of the consumer's own line about partitions that are no longer its own. */
  private static final String LOST = "Handover: Lost ";

  private final ConsumerCampaignPlan plan;
  private final Random random;
  private final List<GroupFault> due;
  private final List<GroupStrike> strikes = new ArrayList<>();

  private record Next(GroupFault fault, Member member) {}

  /** A campaign, not begun. */
  public ConsumerCampaign(ConsumerCampaignPlan plan) {
    this.plan = plan;
    this.random = new Random(plan.stage().seed());
    this.due = GroupFault.of(plan.kills(), plan.rebalances());
    Collections.shuffle(due, random);
  }

  /**
   * Does everything, from the start of the servers to their stop.
   *
   * @throws ChaosException where it could not be carried out
   */
  public ConsumerCampaignResult run() {
    try (ConsumerStage stage = ConsumerStage.start(plan.stage())) {
      long end = System.nanoTime() + plan.bound().toNanos();
      while (!due.isEmpty() && System.nanoTime() - end < 0) {
        strike(stage, nextPossible(stage));
      }
      if (!due.isEmpty()) {
        stage.say(
            "the bound of %s is reached, %d strikes are left out"
                .formatted(plan.bound(), due.size()));
      }
      finish(stage);
      ConsumerVerdict verdict = judge(stage);
      ConsumerCampaignResult result =
          new ConsumerCampaignResult(
              plan.stage().mode(),
              plan.stage().seed(),
              plan.kills() + plan.rebalances(),
              strikes,
              verdict,
              oddities(stage));
      result.summary().forEach(stage::say);
      verdict.examples().forEach(each -> stage.say(each.toString()));
      return result;
    }
  }

  private void strike(ConsumerStage stage, Next next) {
    due.remove(next.fault());
    Await.pause(Duration.ofMillis(random.nextInt(MOST_PAUSE_MILLIS)));
    String struck = next.member().runs() ? next.member().process() : "";
    long effects = stage.effects().count();
    next.fault().strike(stage, next.member());
    long place = stage.effects().lastPlace();
    Optional<Duration> untilSettled = Optional.empty();
    if (random.nextInt(100) >= plan.impatiencePercent()) {
      String gone = next.fault() == GroupFault.FREEZE ? "" : struck;
      untilSettled = Optional.of(stage.awaitSettled(place, gone));
    }
    stage.awaitEffects(effects, EFFECTS_BETWEEN);
    strikes.add(new GroupStrike(next.fault(), untilSettled));
    stage.say(
        "%d of %d: %s %s%s; %s"
            .formatted(
                strikes.size(),
                plan.kills() + plan.rebalances(),
                next.fault().word(),
                next.member().name(),
                untilSettled
                    .map(took -> ", settled after %.2f s".formatted(took.toMillis() / 1e3))
                    .orElse(""),
                stage.describe()));
  }

  /** The first that is due and can be done; waits where none can. */
  private Next nextPossible(ConsumerStage stage) {
    List<Next> found = new ArrayList<>();
    Await.until(
        "one of the faults that are due is possible",
        POSSIBLE_LIMIT,
        () -> {
          for (GroupFault fault : due) {
            fault.candidates(stage, random).forEach(member -> found.add(new Next(fault, member)));
            if (!found.isEmpty()) {
              return true;
            }
          }
          return false;
        },
        stage::describe);
    return found.getFirst();
  }

  /** Ends the load, lets the group come to the end, and has all members leave in peace. */
  private static void finish(ConsumerStage stage) {
    stage.load().stop();
    long produced = stage.load().count();
    stage.say("load ended: " + stage.describe());
    try {
      Duration took =
          Await.until(
              "there are as many effects as events",
              AGREE_LIMIT,
              () -> stage.effects().count() >= produced,
              stage::describe);
      stage.say("%d effects after %.1f s".formatted(produced, took.toMillis() / 1e3));
    } catch (ChaosException e) {
      stage.say("events and effects do not agree: " + e.getMessage());
    }
    Await.until(
        "all members consume, so that they can be asked to leave",
        POSSIBLE_LIMIT,
        () -> stage.members().stream().filter(Member::joined).allMatch(Member::consumes),
        stage::describe);
    stage.members().stream().filter(Member::joined).forEach(Member::leave);
  }

  private static ConsumerVerdict judge(ConsumerStage stage) {
    HandlingFiles files = HandlingFiles.read(stage.history());
    List<Disturbance> disturbances = new ArrayList<>(files.stalls());
    stage.members().forEach(member -> disturbances.addAll(member.disturbances()));
    List<Effect> effects = stage.effects().all();
    try (var lines = new LineFile(stage.history().resolve("produced.tsv"))) {
      for (EventMark event : stage.load().produced()) {
        lines.add(event.toString());
      }
    }
    try (var lines = new LineFile(stage.history().resolve("effects.tsv"))) {
      effects.forEach(effect -> lines.add(effect.toString()));
    }
    try (var lines = new LineFile(stage.history().resolve("disturbances.tsv"))) {
      disturbances.forEach(each -> lines.add(each.toString()));
    }
    return ConsumerChecker.check(
        new ConsumerHistory(
            stage.load().produced(),
            effects,
            files.handlings(),
            files.commits(),
            disturbances,
            stage.plan().mode().keysTogether()));
  }

  private static ConsumerCampaignResult.Oddities oddities(ConsumerStage stage) {
    return new ConsumerCampaignResult.Oddities(
        stage.unaskedEnds(),
        stage.members().stream().mapToInt(Member::unpeacefulEnds).sum(),
        stage.members().stream().mapToLong(member -> member.linesWith(LOST)).sum());
  }
}
