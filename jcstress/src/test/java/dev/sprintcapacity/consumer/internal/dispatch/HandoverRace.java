package dev.sprintcapacity.consumer.internal.dispatch;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/**
 * A worker begins while the leader hands the partition over: the worker sees it and leaves the
 * record, or the leader sees the worker and waits for it.
 */
@JCStressTest
@Outcome(id = "true, 0", expect = Expect.ACCEPTABLE, desc = "The worker leaves it.")
@Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "Both saw the other.")
@Outcome(id = "false, 1", expect = Expect.ACCEPTABLE, desc = "The leader waits.")
@Outcome(id = "false, 0", expect = Expect.FORBIDDEN, desc = "Handled here and by the next owner.")
@State
public class HandoverRace {
  private final Lane lane = new Lane();
  private final Work work = Works.inLane(lane, 1);

  /** The partition is open. */
  public HandoverRace() {
    work.partition.openFrom(0, "");
  }

  /** The worker. */
  @Actor
  public void worker(ZI_Result result) {
    work.begin();
    result.r1 = work.mayBeLeft();
  }

  /** The leader. */
  @Actor
  public void leader(ZI_Result result) {
    work.partition.enter(HeldPartition.Phase.DRAINING);
    result.r2 = work.partition.begunWork();
  }
}
