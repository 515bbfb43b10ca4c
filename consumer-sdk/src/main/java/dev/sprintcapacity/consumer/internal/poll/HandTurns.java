package dev.sprintcapacity.consumer.internal.poll;

import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.consumer.internal.poll.PollLoop.Turn;
import java.time.Duration;
import java.util.OptionalLong;

/** A loop whose turns somebody takes by hand. For one thread. */
public final class HandTurns implements LoopThreads {
  private final PollLoop loop;
  private final Runnable atEnd;
  private boolean ended;

  /** Nothing happens before the first turn. */
  public HandTurns(PollLoop loop, Runnable atEnd) {
    this.loop = loop;
    this.atEnd = atEnd;
  }

  /**
   * Takes a turn.
   *
   * @return whether there is another
   */
  public boolean turn() {
    if (ended) {
      return false;
    }
    ended = loop.runOnce() != Turn.GO_ON;
    if (ended) {
      atEnd.run();
    } else {
      // looks are rare because time goes on by itself elsewhere
      loop.look();
    }
    return !ended;
  }

  /** Nanoseconds until the first lane that waits may go on; empty where none waits. */
  public OptionalLong nanosToNextAttempt() {
    return ended ? OptionalLong.empty() : loop.nanosToNextAttempt();
  }

  @Override
  public void start() {}

  /** Takes turns until the loop, which was asked to, has ended. */
  @Override
  public boolean awaitEnd(Duration limit) {
    while (turn()) {
      // the turn after the request is the last
    }
    return true;
  }

  @Override
  public void awaitEnd() {
    if (!ended) {
      throw new ConsumerException(
          "a consumer that is turned by hand goes on only when turned: call turn(), not consume()");
    }
  }

  @Override
  public int takeOvers() {
    return 0;
  }
}
