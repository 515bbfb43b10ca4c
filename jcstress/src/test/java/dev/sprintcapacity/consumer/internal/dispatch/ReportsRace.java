package dev.sprintcapacity.consumer.internal.dispatch;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two report, one of which takes what there is: each report arrives once, and whole. */
@JCStressTest
@Outcome(
    id = {"2, 1", "3, 0"},
    expect = Expect.ACCEPTABLE,
    desc = "Both, once.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A report was lost, came twice or was not whole.")
@State
public class ReportsRace {
  private final Reports reports = new Reports();
  private final Lane lane = new Lane();
  private final Work one = Works.inLane(lane, 1);
  private final Work two = Works.inLane(lane, 2);

  /** A worker. */
  @Actor
  public void first() {
    one.attempts = 1;
    reports.add(one);
  }

  /** Another, which is the leader afterwards. */
  @Actor
  public void second(II_Result result) {
    two.attempts = 2;
    reports.add(two);
    result.r1 = taken();
  }

  /** The leader, later. */
  @Arbiter
  public void leaderAgain(II_Result result) {
    result.r2 = taken();
  }

  /** The sum of what workers wrote into the work that was taken. */
  private int taken() {
    int sum = 0;
    for (Work work = reports.takeAll(); work != null; work = work.reportedBefore) {
      sum += work.attempts;
    }
    return sum;
  }
}
