package dev.sprintcapacity.consumer.internal.dispatch;

import dev.sprintcapacity.consumer.internal.deadletter.FailedRecord;
import dev.sprintcapacity.consumer.internal.deadletter.Redriven;
import dev.sprintcapacity.consumer.internal.dispatch.Work.Report;
import dev.sprintcapacity.consumer.internal.dispatch.Work.Stage;
import dev.sprintcapacity.consumer.internal.retry.Verdict;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs lanes: takes work through its stages until it is finished, or has to wait for its time or
 * for the answer of a sink. No thread waits with it then. Thread-safe.
 */
final class LaneRunner {
  private static final Logger LOG = LoggerFactory.getLogger(LaneRunner.class);

  /** After so many in a row a lane lets others have the worker; with fewer, changing costs more. */
  private static final int MOST_IN_A_ROW = 32;

  /** A record whose predecessor has not come is looked at again after this, or when one came. */
  private static final long NOT_YET_NANOS = 20_000_000;

  private final DispatchParts parts;
  private final Attempt attempt;
  private final Reports reports;
  private final HandlingCounters counters;
  private final Pace pace;
  private final LaneScheduler scheduler;
  private final AtomicReference<Verdict.@Nullable Fatal> fatal = new AtomicReference<>();

  /** How far work went. */
  enum Step {
    /** To the end, or it is left; take it away. */
    FINISHED,
    /** Another one came before it: go on with the front of the lane. */
    OVERTAKEN,
    /** It waits, and belongs to somebody else now, as its lane does. */
    SUSPENDED
  }

  LaneRunner(DispatchParts parts, Reports reports, HandlingCounters counters, Pace pace) {
    this.parts = parts;
    this.attempt = new Attempt(parts);
    this.reports = reports;
    this.counters = counters;
    this.pace = pace;
    this.scheduler =
        new LaneScheduler(
            parts.maxConcurrency(), parts.threads(), lane -> goOn(lane, lane.front()));
  }

  LaneScheduler scheduler() {
    return scheduler;
  }

  /** Why the consumer must stop; null while it need not. */
  Verdict.@Nullable Fatal fatal() {
    return fatal.get();
  }

  /** Goes on behind a step that the caller made with work of a lane nobody else runs. */
  void goOnAfter(Step step, Work work) {
    goOn(work.lane, behind(step, work));
  }

  private void goOn(Lane lane, @Nullable Work first) {
    Work work = first;
    for (int inRow = 1; work != null; inRow++) {
      if (inRow > MOST_IN_A_ROW && scheduler.hasWaiting()) {
        lane.front(work);
        scheduler.activate(lane);
        return;
      }
      work = behind(advance(work), work);
    }
  }

  private @Nullable Work behind(Step step, Work work) {
    return switch (step) {
      case FINISHED -> {
        // first out of the lane, then reported: what was reported may be used for another key
        Work next = work.lane.finish(work);
        report(work);
        yield next;
      }
      case OVERTAKEN -> work.lane.front();
      case SUSPENDED -> null;
    };
  }

  /** Takes work as far as it goes. Never throws. */
  Step advance(Work work) {
    try {
      work.begin();
      Step step = null;
      while (step == null) {
        step = work.mayBeLeft() || isTooLate(work) ? left(work) : next(work);
      }
      return step;
    } catch (Throwable broken) {
      stop(new Verdict.Fatal("the consumer failed at %s: %s".formatted(work, broken), broken));
      return left(work);
    }
  }

  /**
   * The consumer stops: what stands behind the record it stops at must not be handled before it.
   */
  private boolean isTooLate(Work work) {
    return (work.stage == Stage.HANDLE || work.stage == Stage.FREE) && fatal.get() != null;
  }

  private @Nullable Step next(Work work) {
    return switch (work.stage) {
      case HANDLE -> handle(work);
      case BURY, BURY_AND_PARK -> ask(work, parts.deadLetters().send(failed(work)));
      case PARK -> ask(work, park(work));
      case FREE -> ask(work, free(work));
      case FINISH -> {
        if (work.isEvent()) {
          parts.inbound().handled(work.read);
        }
        work.report = Report.DONE;
        yield Step.FINISHED;
      }
    };
  }

  private CompletionStage<?> park(Work work) {
    TopicPartition partition = work.keyPartition();
    byte[] key = work.record.key();
    long offset = work.record.offset();
    return work.redriven instanceof Redriven.Event event
        ? parts.parkedKeys().parkAgain(partition, key, offset, event.run())
        : parts.parkedKeys().park(partition, key, offset);
  }

  private CompletionStage<?> free(Work work) {
    Redriven.Unpark end = (Redriven.Unpark) Objects.requireNonNull(work.redriven, "redriven");
    return parts.parkedKeys().free(end.record());
  }

  private static Step left(Work work) {
    work.report = Report.LEFT;
    return Step.FINISHED;
  }

  private @Nullable Step handle(Work work) {
    long begin = parts.nanoTime().getAsLong();
    Verdict verdict = attempt.make(work);
    pace.took(parts.nanoTime().getAsLong() - begin);
    return switch (verdict) {
      case Verdict.Finished finished -> {
        count(work, finished);
        work.stage = Stage.FINISH;
        yield null;
      }
      case Verdict.NotYet notYet -> {
        work.waited = true;
        Work overtaking = work.lane.overtake(work);
        if (overtaking == null) {
          yield suspend(work, NOT_YET_NANOS);
        }
        work.lane.front(overtaking);
        work.end();
        yield Step.OVERTAKEN;
      }
      case Verdict.Again again -> {
        counters.failedAttempts().increment();
        work.failure =
            Failure.after(work.failure, again.reason(), again.cause(), parts.clock().instant());
        LOG.debug(
            "{} failed and is tried again in {} ms: {}",
            work,
            again.waitNanos() / 1_000_000,
            again.reason());
        yield suspend(work, again.waitNanos());
      }
      case Verdict.GivenUp givenUp -> {
        giveUp(work, givenUp);
        yield null;
      }
      case Verdict.Fatal unbearable -> {
        stop(unbearable);
        yield left(work);
      }
    };
  }

  private void giveUp(Work work, Verdict.GivenUp givenUp) {
    work.failure =
        Failure.after(work.failure, givenUp.reason(), givenUp.cause(), parts.clock().instant());
    boolean park = givenUp.park() && work.record.key() != null;
    work.stage = park ? Stage.BURY_AND_PARK : Stage.BURY;
    if (Attempt.isParked(givenUp)) {
      counters.parked().increment();
      LOG.debug("{} becomes a dead letter: {}", work, givenUp.reason());
    } else {
      LOG.warn(
          "{} becomes a dead letter{}: {}",
          work,
          park ? " and its key is parked" : "",
          givenUp.reason());
    }
  }

  private static FailedRecord failed(Work work) {
    Failure failure = Objects.requireNonNull(work.failure, "failure");
    return new FailedRecord(
        work.record,
        work.attempts,
        failure.reason(),
        failure.cause(),
        failure.first(),
        failure.last());
  }

  /** Waits for the answer of a sink; the thread does not. */
  private Step ask(Work work, CompletionStage<?> answer) {
    work.lane.front(work);
    CompletableFuture<Void> told =
        answer
            .handle((ok, failure) -> failure)
            .thenAccept(e -> answered(work, e))
            .toCompletableFuture();
    Objects.requireNonNull(told, "answered");
    return Step.SUSPENDED;
  }

  private void answered(Work work, @Nullable Throwable failure) {
    try {
      if (failure == null) {
        if (work.stage == Stage.BURY || work.stage == Stage.BURY_AND_PARK) {
          counters.deadLetters().increment();
        }
        work.sinkFailures = 0;
        work.stage = work.stage == Stage.BURY_AND_PARK ? Stage.PARK : Stage.FINISH;
        scheduler.activate(work.lane);
      } else {
        counters.sinkFailures().increment();
        work.sinkFailures++;
        LOG.warn(
            "{}: its key halts, what is known of it was not written ({} times): {}",
            work,
            work.sinkFailures,
            String.valueOf(failure.getMessage()));
        suspend(work, parts.sinkBackoff().nanosAfter(work.sinkFailures));
      }
    } catch (Throwable broken) {
      stop(new Verdict.Fatal("the consumer failed at %s: %s".formatted(work, broken), broken));
    }
  }

  private Step suspend(Work work, long waitNanos) {
    work.lane.front(work);
    work.dueNanos = parts.nanoTime().getAsLong() + waitNanos;
    work.report = Report.WAIT;
    report(work);
    return Step.SUSPENDED;
  }

  /** Hands work to the leader; by then its partition sees it as no longer begun only afterwards. */
  private void report(Work work) {
    HeldPartition partition = work.partition;
    boolean begun = work.begun;
    work.begun = false;
    reports.add(work);
    if (begun) {
      partition.ended();
    }
  }

  private void stop(Verdict.Fatal reason) {
    if (fatal.compareAndSet(null, reason)) {
      LOG.error("The consumer stops: {}", reason.reason(), reason.cause());
    }
  }

  private void count(Work work, Verdict.Finished finished) {
    if (!work.isEvent()) {
      counters.foreign().increment();
      return;
    }
    switch (finished) {
      case HANDLED -> counters.handled().increment();
      case SKIPPED -> counters.skipped().increment();
      case IGNORED -> counters.ignored().increment();
    }
  }
}
