package dev.sprintcapacity.chaos.effects;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.process.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Kills processes of consumers while sprints are planned, and compares their effects with what the
 * events say. A kill counts only where its consumer had effects since.
 */
public final class EffectsCampaign {
  /** Fewer effects between two kills prove nothing about the first. */
  private static final int EFFECTS_BETWEEN = 10;

  private static final int MOST_PAUSE_MILLIS = 1_500;

  /** A member is missed, another takes over or a process starts; the machine is shared. */
  private static final Duration EFFECTS_LIMIT = Duration.ofMinutes(5);

  /** A mail that was on its way when its sender died is in doubt when its claim is over. */
  private static final Duration AGREE_LIMIT = Duration.ofMinutes(5);

  /** A verdict reads all effects there are. */
  private static final Duration BETWEEN_VERDICTS = Duration.ofMillis(500);

  private final EffectsPlan plan;
  private final Random random;
  private final Map<EffectKind, Integer> kills = new EnumMap<>(EffectKind.class);

  /** A campaign, not begun. */
  public EffectsCampaign(EffectsPlan plan) {
    this.plan = plan;
    this.random = new Random(plan.seed());
  }

  /**
   * Does everything, from the start of the servers to their stop.
   *
   * @throws ChaosException where it could not be carried out
   */
  public EffectsResult run() {
    try (EffectsStage stage = EffectsStage.start(plan)) {
      stage.load().start();
      long end = System.nanoTime() + plan.bound().toNanos();
      int done = 0;
      while (done < plan.kills() && System.nanoTime() - end < 0) {
        EffectKind kind = plan.consumers().get(done % plan.consumers().size());
        strike(stage, kind);
        done++;
        stage.say(
            "%d of %d: killed %s; %s".formatted(done, plan.kills(), kind.word(), stage.describe()));
      }
      EffectsResult result = finish(stage);
      result.lines().forEach(stage::say);
      return result;
    }
  }

  private void strike(EffectsStage stage, EffectKind kind) {
    Await.pause(Duration.ofMillis(random.nextInt(MOST_PAUSE_MILLIS)));
    List<ConsumerProcess> ofKind =
        stage.processes().stream().filter(process -> process.kind() == kind).toList();
    ConsumerProcess victim = ofKind.get(random.nextInt(ofKind.size()));
    Await.until(
        victim.name() + " is there to be killed",
        EFFECTS_LIMIT,
        () -> victim.child().runs(),
        stage::describe);
    victim.child().kill();
    long before = stage.effects(kind);
    Await.until(
        "%d more effects of %s".formatted(EFFECTS_BETWEEN, kind.word()),
        EFFECTS_LIMIT,
        () -> stage.effects(kind) >= before + EFFECTS_BETWEEN,
        stage::describe);
    kills.merge(kind, 1, Integer::sum);
  }

  /** Ends the load, lets the consumers come to the end, and has all of them leave in peace. */
  private EffectsResult finish(EffectsStage stage) {
    stage.load().stop();
    stage.say("load ended: " + stage.describe());
    for (EffectKind kind : plan.consumers()) {
      try {
        Duration took =
            Await.until(
                "all effects of " + kind.word(),
                AGREE_LIMIT,
                () -> {
                  Await.pause(BETWEEN_VERDICTS);
                  return stage.verdict(kind).clean();
                },
                stage::describe);
        stage.say(
            "%s had all its effects after %.1f s".formatted(kind.word(), took.toMillis() / 1e3));
      } catch (ChaosException e) {
        stage.say("events and effects do not agree: " + e.getMessage());
      }
    }
    stage.awaitConsuming();
    int unpeaceful = 0;
    for (ConsumerProcess process : stage.processes()) {
      unpeaceful += process.leave() ? 0 : 1;
    }
    List<KindVerdict> verdicts = new ArrayList<>();
    plan.consumers().forEach(kind -> verdicts.add(stage.verdict(kind)));
    return new EffectsResult(
        plan.seed(),
        plan.kills(),
        kills,
        stage.load().count(),
        verdicts,
        stage.unaskedEnds(),
        unpeaceful);
  }
}
