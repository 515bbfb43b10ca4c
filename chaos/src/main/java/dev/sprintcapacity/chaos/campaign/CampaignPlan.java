package dev.sprintcapacity.chaos.campaign;

import dev.sprintcapacity.chaos.fault.Fault;
import dev.sprintcapacity.chaos.stage.StagePlan;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What to do to a stage.
 *
 * @param stage what to do it to
 * @param rounds which faults, each how often; they come in random order
 * @param events that have to be published: where the rounds are over before, more strikes come, one
 *     of each fault after the other; 0 for as many as there are
 * @param impatiencePercent of the strikes are followed by the next before events flow again, 0..100
 * @param bound after which no further strike begins
 */
public record CampaignPlan(
    StagePlan stage, List<Rounds> rounds, long events, int impatiencePercent, Duration bound) {
  private static final int PERCENT = 100;

  /** Checks the values. */
  public CampaignPlan {
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(bound, "bound");
    rounds = List.copyOf(rounds);
    if (events < 0) {
      throw new IllegalArgumentException("events must not be negative, but are " + events);
    }
    if (impatiencePercent < 0 || impatiencePercent > PERCENT) {
      throw new IllegalArgumentException(
          "impatience must be 0 to 100 percent, but is " + impatiencePercent);
    }
  }

  /** A plan that ends with its rounds, however many events there are. */
  public CampaignPlan(StagePlan stage, List<Rounds> rounds, int impatiencePercent, Duration bound) {
    this(stage, rounds, 0, impatiencePercent, bound);
  }

  /** Strikes asked for. */
  public int strikes() {
    return rounds.stream().mapToInt(Rounds::times).sum();
  }

  /** A fault and how often it strikes. */
  public record Rounds(Fault fault, int times) {
    /** Checks the values. */
    public Rounds {
      Objects.requireNonNull(fault, "fault");
      if (times < 1) {
        throw new IllegalArgumentException(
            "%s must strike at least once, not %d times".formatted(fault.name(), times));
      }
    }
  }
}
