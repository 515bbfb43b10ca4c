package dev.sprintcapacity.testkit;

import dev.sprintcapacity.consumer.ConsumerBuilder;
import dev.sprintcapacity.events.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Shows whether handlers are idempotent: runs them once undisturbed, then once for each {@link
 * Disturbance} at each record, and compares the effects. Knows no test framework: assert on the
 * report. For one thread.
 *
 * <pre>{@code
 * ProbeReport report =
 *     IdempotencyProbe.of(builder, CalendarInMemory::new).run(SprintStory.wholeLife("sprint-1"));
 * assertThat(report.findings()).isEmpty();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class IdempotencyProbe {
  private final ConsumerBuilder builder;
  private final Supplier<? extends ProbedHandlers> handlers;

  private IdempotencyProbe(ConsumerBuilder builder, Supplier<? extends ProbedHandlers> handlers) {
    this.builder = builder;
    this.handlers = handlers;
  }

  /**
   * A probe.
   *
   * @param builder the settings of the consumer, as in production
   * @param handlers makes handlers and a world without effects, for each run anew
   * @return the probe
   */
  public static IdempotencyProbe of(
      ConsumerBuilder builder, Supplier<? extends ProbedHandlers> handlers) {
    return new IdempotencyProbe(builder, handlers);
  }

  /**
   * Runs. With n events that the handlers are for, these are 3n + 1 runs.
   *
   * @param events in their order, each once
   * @return what was found
   * @throws TestKitException where the run would prove nothing: undisturbed, the handlers had no
   *     effect or left dead letters, or no disturbance brought an event again
   */
  public ProbeReport run(List<Event> events) {
    Run undisturbed = new Run();
    undisturbed.consumer.deliver(events).runUntilDone();
    requireEffects(undisturbed);
    List<ProbeFinding> findings = new ArrayList<>();
    int runs = 0;
    long repetitions = 0;
    for (Disturbance disturbance : Disturbance.values()) {
      for (int index = 0; index < events.size(); index++) {
        Event event = events.get(index);
        if (undisturbed.reads(event)) {
          Run disturbed = new Run();
          disturbed.until(events, index, disturbance);
          disturbed.consumer.runUntilDone();
          runs++;
          repetitions += disturbed.consumer.handledInAll() - undisturbed.consumer.handledInAll();
          compare(disturbance, event, undisturbed.effects(), disturbed.effects(), findings);
        }
      }
    }
    if (repetitions <= 0) {
      throw new TestKitException(
          "no handler was given an event again in %d disturbed runs: nothing is proven"
              .formatted(runs));
    }
    return new ProbeReport(runs, repetitions, findings);
  }

  private static void requireEffects(Run undisturbed) {
    if (!undisturbed.consumer.deadLetters().isEmpty()) {
      throw new TestKitException(
          "undisturbed, the handlers left dead letters: "
              + undisturbed.consumer.deadLetters().getFirst().failure().reason());
    }
    undisturbed
        .consumer
        .failure()
        .ifPresent(why -> {
          throw new TestKitException("undisturbed, the consumer stopped: " + why);
        });
    if (undisturbed.effects().isEmpty()) {
      throw new TestKitException(
          "undisturbed, the handlers had no effect: probe them with events that they are for");
    }
  }

  private static void compare(
      Disturbance disturbance,
      Event event,
      Collection<?> expected,
      Collection<?> actual,
      List<ProbeFinding> findings) {
    List<Object> surplus = without(actual, expected);
    List<Object> missing = without(expected, actual);
    if (!surplus.isEmpty() || !missing.isEmpty()) {
      findings.add(new ProbeFinding(disturbance, event, surplus, missing));
    }
  }

  /** What is left when each of the others takes one that is equal away. */
  private static List<Object> without(Collection<?> all, Collection<?> others) {
    List<Object> rest = new ArrayList<>(all);
    others.forEach(rest::remove);
    return rest;
  }

  /** Handlers, their world, and a consumer. */
  private final class Run {
    final ProbedHandlers probed = handlers.get();
    final TestConsumer consumer = TestConsumer.of(builder).registerWith(probed::registerOn);

    Collection<?> effects() {
      return List.copyOf(probed.effects());
    }

    TopicPartition partitionOf(Event event) {
      return consumer.partitionOf(event.data().type().topic().topicName(), event.data().sprintId());
    }

    boolean reads(Event event) {
      return builder.settings().topics().contains(event.data().type().topic().topicName());
    }

    /** Runs up to the disturbance, and disturbs. */
    void until(List<Event> events, int index, Disturbance disturbance) {
      consumer.deliver(events);
      Event event = events.get(index);
      switch (disturbance) {
        case CRASH_BEFORE_COMMIT -> {
          runUntilRead(events, index);
          consumer.crash();
        }
        case PARTITION_LOST -> {
          runUntilRead(events, index);
          consumer.group().lose(partitionOf(event)).group().assign(partitionOf(event));
        }
        case PUBLISHED_TWICE -> consumer.runUntilDone().stop().deliver(event);
      }
    }

    private void runUntilRead(List<Event> events, int index) {
      long read = events.subList(0, index + 1).stream().filter(this::reads).count();
      consumer.runUntilRead(read);
    }
  }
}
