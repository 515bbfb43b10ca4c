package dev.sprintcapacity.consumer.internal.dispatch;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/**
 * The leader appends while a worker finishes what was last: either the worker goes on with it, or
 * the lane was idle and the leader has it run. Never both, which would be two handlers of one key;
 * never neither, which would be a key that stands still.
 */
@JCStressTest
@Outcome(id = "true, 0", expect = Expect.ACCEPTABLE, desc = "Idle: the leader has it run.")
@Outcome(id = "false, 2", expect = Expect.ACCEPTABLE, desc = "The worker goes on with it.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Run twice, not at all, or not whole.")
@State
public class LaneRace {
  private final Lane lane = new Lane();
  private final Work one = Works.inLane(lane, 1);
  private final Work two = Works.inLane(lane, 2);

  /** The lane runs its only work. */
  public LaneRace() {
    lane.append(one);
  }

  /** The leader. */
  @Actor
  public void leader(ZI_Result result) {
    two.attempts = 2;
    result.r1 = lane.append(two);
  }

  /** The worker. */
  @Actor
  public void worker(ZI_Result result) {
    Work next = lane.finish(one);
    result.r2 = next == null ? 0 : next.attempts;
  }
}
