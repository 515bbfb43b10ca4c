package dev.sprintcapacity.chaos.simulation.relay;

import dev.sprintcapacity.chaos.simulation.Trace;
import dev.sprintcapacity.chaos.simulation.relay.time.Scheduler;
import dev.sprintcapacity.chaos.simulation.relay.time.Turn;
import dev.sprintcapacity.service.relay.ports.RelayStep;
import java.util.ArrayList;
import java.util.List;

/**
 * One life of an instance: a process that can be killed and frozen at every call that it makes to
 * the world outside. Killed, it does nothing any more; frozen, what it has sent goes on its way.
 */
final class Life {
  private final String name;
  private final Node node;
  private final Scheduler scheduler;
  private final Trace trace;
  private final List<Turn> turns = new ArrayList<>(2);
  private final List<Runnable> sockets = new ArrayList<>(1);
  private boolean ended;
  private long thaw;
  private int callsToFault;
  private boolean countsStepsOnly;
  private Runnable fault = () -> {};

  Life(Node node, Scheduler scheduler, Trace trace) {
    this.name = node.nextLife();
    this.node = node;
    this.scheduler = scheduler;
    this.trace = trace;
  }

  String name() {
    return name;
  }

  Node node() {
    return node;
  }

  boolean hasEnded() {
    return ended;
  }

  /** The moment until which it stands still. */
  long thaw() {
    return thaw;
  }

  /** Starts one of its threads. */
  void start(String thread, Runnable body) {
    Turn turn = new Turn(name + "/" + thread, () -> ended, () -> thaw);
    turns.add(turn);
    scheduler.start(turn, body);
  }

  /** To be told when it ends, as a server is by the operating system. */
  void holdsSocket(Runnable closed) {
    sockets.add(closed);
  }

  /** It is about to do something to the world outside; does not return where it is killed there. */
  void passes(String what) {
    passes(what, !countsStepsOnly);
  }

  /** The same between two of the relay's steps. */
  void reaches(RelayStep step) {
    passes("step " + step, true);
  }

  private void passes(String what, boolean counts) {
    if (ended) {
      throw new Turn.Ended();
    }
    trace.add(name, what);
    if (counts && callsToFault > 0 && --callsToFault == 0) {
      fault.run();
      if (ended) {
        throw new Turn.Ended();
      }
      long left = thaw - scheduler.now();
      if (left > 0) {
        scheduler.pause(left);
      }
    }
  }

  /** Something about it that is no call. */
  void notes(String what) {
    trace.add(name, what);
  }

  /**
   * Has something happen to it later.
   *
   * @param calls when it has passed so many calls or steps from now on
   * @param stepsOnly whether only steps count
   */
  void arm(int calls, boolean stepsOnly, Runnable struck) {
    callsToFault = calls;
    countsStepsOnly = stepsOnly;
    fault = struck;
  }

  void disarm() {
    callsToFault = 0;
  }

  void freeze(long nanos) {
    thaw = scheduler.now() + nanos;
  }

  void thawNow() {
    thaw = 0;
  }

  /**
   * Kills it.
   *
   * @param socketsClose whether its peers are told, which they are not where the machine is gone
   */
  void kill(boolean socketsClose) {
    if (ended) {
      return;
    }
    ended = true;
    if (socketsClose) {
      sockets.forEach(Runnable::run);
    }
    for (Turn turn : turns) {
      scheduler.wake(turn);
    }
  }
}
