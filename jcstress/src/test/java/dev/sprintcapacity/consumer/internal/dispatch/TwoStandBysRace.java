package dev.sprintcapacity.consumer.internal.dispatch;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** Two want the lease of a leader that is inside a handler: one gets it, and the leader knows. */
@JCStressTest
@Outcome(id = "true, false, false", expect = Expect.ACCEPTABLE, desc = "The first took over.")
@Outcome(id = "false, true, false", expect = Expect.ACCEPTABLE, desc = "The second took over.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Two leaders, or none.")
@State
public class TwoStandBysRace {
  private final PollLease lease = new PollLease();
  private final long term = lease.enter();

  /** One. */
  @Actor
  public void first(ZZZ_Result result) {
    result.r1 = lease.takeOver();
  }

  /** The other. */
  @Actor
  public void second(ZZZ_Result result) {
    result.r2 = lease.takeOver();
  }

  /** The leader comes out of its handler. */
  @Arbiter
  public void leader(ZZZ_Result result) {
    result.r3 = lease.leave(term);
  }
}
