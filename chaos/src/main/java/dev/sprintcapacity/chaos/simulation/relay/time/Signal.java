package dev.sprintcapacity.chaos.simulation.relay.time;

import java.util.ArrayList;
import java.util.List;

/** Something that threads of a world wait for; once given it stays given until taken back. */
public final class Signal {
  private record Wait(Turn turn, long ticket) {}

  private final Scheduler scheduler;
  private final List<Wait> waits = new ArrayList<>(2);
  private boolean given;

  /** Not given yet. */
  public Signal(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** Whether it is given. */
  public boolean isGiven() {
    return given;
  }

  /** Gives it: whoever waits goes on at this moment. */
  public void give() {
    given = true;
    for (Wait wait : waits) {
      scheduler.wake(wait.turn(), wait.ticket());
    }
    waits.clear();
  }

  /** Takes it back. */
  public void takeBack() {
    given = false;
  }

  void add(Turn turn) {
    waits.removeIf(wait -> wait.turn().equals(turn));
    waits.add(new Wait(turn, turn.ticket()));
  }
}
