package dev.sprintcapacity.consumer.internal.dispatch;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two lanes become busy where one worker is allowed: both run, and the worker leaves. */
@JCStressTest
@Outcome(id = "2, 0", expect = Expect.ACCEPTABLE, desc = "Both ran.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A lane waits and nobody comes, or ran twice.")
@State
public class SchedulerRace {
  private final AtomicInteger runs = new AtomicInteger();
  // whoever activates is the worker's thread as well: it works until it leaves
  private final LaneScheduler scheduler =
      new LaneScheduler(1, Runnable::run, lane -> runs.incrementAndGet());

  /** One thread. */
  @Actor
  public void first() {
    scheduler.activate(new Lane());
  }

  /** Another. */
  @Actor
  public void second() {
    scheduler.activate(new Lane());
  }

  /** Afterwards. */
  @Arbiter
  public void afterwards(II_Result result) {
    result.r1 = runs.get();
    result.r2 = scheduler.workers();
  }
}
