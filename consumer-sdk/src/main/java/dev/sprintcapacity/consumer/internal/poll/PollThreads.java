package dev.sprintcapacity.consumer.internal.poll;

import dev.sprintcapacity.consumer.internal.poll.PollLoop.Turn;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a loop: one thread leads, one stands by and takes over where the leader is inside a handler
 * that does not end. The thread that was the leader ends with the lane it then runs. Thread-safe.
 */
public final class PollThreads implements LoopThreads {
  private static final Logger LOG = LoggerFactory.getLogger(PollThreads.class);

  /** The stand-by looks so often; shorter looks cost an idle consumer more. */
  private static final long LOOK_NANOS = 20_000_000;

  /** It takes over when it meets the same handler in so many looks, where that one waits. */
  private static final int LOOKS_AT_ONE_THAT_WAITS = 1;

  /** The same where it computes, which may be a thread that gets no core: on a busy machine. */
  private static final int LOOKS_AT_ONE_THAT_RUNS = 5;

  private final PollLoop loop;
  private final String name;
  private final Runnable atEnd;
  private final AtomicInteger takeOvers = new AtomicInteger();
  private final AtomicInteger started = new AtomicInteger();
  private volatile Thread leader = Thread.currentThread();
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * Only remembers what to run.
   *
   * @param name beginning of the names of the threads
   * @param atEnd what is done last, before anybody is told of the end
   */
  public PollThreads(PollLoop loop, String name, Runnable atEnd) {
    this.loop = loop;
    this.name = name;
    this.atEnd = atEnd;
  }

  @Override
  public void start() {
    thread(this::lead).start();
    thread(this::standBy).start();
  }

  @Override
  public boolean awaitEnd(Duration limit) throws InterruptedException {
    return ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void awaitEnd() throws InterruptedException {
    ended.await();
  }

  @Override
  public int takeOvers() {
    return takeOvers.get();
  }

  private Thread thread(Runnable work) {
    return Thread.ofPlatform()
        .daemon()
        .name(name + "-" + started.incrementAndGet())
        .uncaughtExceptionHandler(
            (thread, e) -> LOG.error("Thread {} ended unexpectedly", thread.getName(), e))
        .unstarted(work);
  }

  private void lead() {
    leader = Thread.currentThread();
    Turn turn = Turn.GO_ON;
    try {
      while (turn == Turn.GO_ON) {
        turn = loop.runOnce();
      }
    } finally {
      if (turn != Turn.LEASE_LOST) {
        try {
          atEnd.run();
        } finally {
          ended.countDown();
        }
      }
    }
  }

  private void standBy() {
    var before = loop.lease().glance();
    int looks = 0;
    while (ended.getCount() > 0) {
      LockSupport.parkNanos(this, LOOK_NANOS);
      var now = loop.lease().glance();
      looks = now.sameHandlerAs(before) ? looks + 1 : 0;
      boolean runs = leader.getState() == Thread.State.RUNNABLE;
      if (looks >= (runs ? LOOKS_AT_ONE_THAT_RUNS : LOOKS_AT_ONE_THAT_WAITS)
          && loop.lease().takeOver()) {
        takeOvers.incrementAndGet();
        loop.takenOver();
        thread(this::standBy).start();
        lead();
        return;
      }
      before = now;
    }
  }
}
