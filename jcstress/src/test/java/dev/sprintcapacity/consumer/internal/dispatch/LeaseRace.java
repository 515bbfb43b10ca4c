package dev.sprintcapacity.consumer.internal.dispatch;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** The leader comes out of a handler while a stand-by takes over: one of them leads, not both. */
@JCStressTest
@Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "The leader stays.")
@Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "The stand-by took over.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Two leaders, or none.")
@State
public class LeaseRace {
  private final PollLease lease = new PollLease();

  /** The leader. */
  @Actor
  public void leader(ZZ_Result result) {
    long term = lease.enter();
    result.r1 = lease.leave(term);
  }

  /** The stand-by. */
  @Actor
  public void standBy(ZZ_Result result) {
    result.r2 = lease.takeOver();
  }
}
