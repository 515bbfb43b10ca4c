package dev.sprintcapacity.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.consumer.ConsumedEvent;
import dev.sprintcapacity.consumer.HandlerContext;
import dev.sprintcapacity.consumer.HandlerResult;
import dev.sprintcapacity.consumer.KafkaEventConsumer;
import dev.sprintcapacity.consumer.PermanentHandlerException;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.EventType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class IdempotencyProbeTest {
  private static final List<Event> EVENTS =
      Faults.interleaved(
          1, List.of(SprintStory.wholeLife("sprint-1"), SprintStory.wholeLife("sprint-2")));

  @Test
  void a_handler_that_overwrites_is_idempotent() {
    ProbeReport report = probe(Table::new);

    assertThat(report.findings()).isEmpty();
    assertThat(report.isIdempotent()).isTrue();
    assertThat(report.runs()).isEqualTo(EVENTS.size() * Disturbance.values().length);
    assertThat(report.repetitions()).isGreaterThanOrEqualTo(report.runs());
  }

  @Test
  void a_handler_that_sends_mails_is_caught_at_every_record_by_every_disturbance() {
    ProbeReport report = probe(Mails::new);

    assertThat(report.isIdempotent()).isFalse();
    assertThat(report.findings()).hasSize(report.runs());
    assertThat(report.findings())
        .filteredOn(finding -> finding.disturbance() == Disturbance.PUBLISHED_TWICE)
        .allSatisfy(finding -> {
          String mail = finding.event().data().sprintId() + "#" + finding.event().sequence();
          assertThat(finding.surplus()).containsExactly(mail);
          assertThat(finding.missing()).isEmpty();
          assertThat(finding).hasToString(expectedText(finding, mail));
        });
  }

  @Test
  void a_handler_that_remembers_in_memory_is_caught_by_what_ends_the_process() {
    ProbeReport report = probe(Forgetful::new);

    assertThat(report.findings())
        .extracting(ProbeFinding::disturbance)
        .containsOnly(Disturbance.CRASH_BEFORE_COMMIT, Disturbance.PUBLISHED_TWICE);
    assertThat(report.findings()).hasSize(2 * EVENTS.size());
  }

  @Test
  void a_handler_that_undoes_itself_is_caught_by_what_is_missing() {
    ProbeReport report = probe(Toggle::new);

    assertThat(report.findings())
        .filteredOn(finding -> finding.disturbance() == Disturbance.PUBLISHED_TWICE)
        .hasSize(EVENTS.size())
        .allSatisfy(finding -> assertThat(finding.missing()).hasSize(1));
  }

  @Test
  void a_run_that_would_prove_nothing_is_refused() {
    assertThatThrownBy(() -> probe(NoEffects::new))
        .isInstanceOf(TestKitException.class)
        .hasMessageContaining("no effect");
    assertThatThrownBy(() -> probe(Failing::new))
        .isInstanceOf(TestKitException.class)
        .hasMessageContaining("dead letters")
        .hasMessageContaining("broken");
  }

  private static ProbeReport probe(Supplier<? extends ProbedHandlers> handlers) {
    return IdempotencyProbe.of(Calendar.settings(), handlers).run(EVENTS);
  }

  private static String expectedText(ProbeFinding finding, String mail) {
    return "PUBLISHED_TWICE at %s %s: too often [%s], missing []"
        .formatted(finding.event().data().type().wireName(), mail, mail);
  }

  /** One handler for all types. */
  private abstract static class Handlers implements ProbedHandlers {
    @Override
    public void registerOn(KafkaEventConsumer consumer) {
      Arrays.stream(EventType.values())
          .forEach(type ->
              consumer.registerHandler(
                  type.wireName(),
                  (event, context) -> {
                    handle(event, context.key() + "#" + context.sequence(), context);
                    return HandlerResult.done();
                  }));
    }

    abstract void handle(ConsumedEvent event, String name, HandlerContext context);
  }

  /** A row for each sprint and type, with the sequence that wrote it. */
  private static final class Table extends Handlers {
    private final Map<String, Long> rows = new TreeMap<>();

    @Override
    void handle(ConsumedEvent event, String name, HandlerContext context) {
      rows.put(context.key() + " " + event.eventType(), context.sequence());
    }

    @Override
    public Collection<?> effects() {
      return rows.entrySet();
    }
  }

  /** A mail for each call. */
  private static final class Mails extends Handlers {
    private final List<String> sent = new ArrayList<>();

    @Override
    void handle(ConsumedEvent event, String name, HandlerContext context) {
      sent.add(name);
    }

    @Override
    public Collection<?> effects() {
      return sent;
    }
  }

  /** A mail for each call, but for those that it remembers until the process ends. */
  private static final class Forgetful extends Handlers {
    private final List<String> sent = new ArrayList<>();
    private Set<String> seen = new HashSet<>();

    @Override
    public void registerOn(KafkaEventConsumer consumer) {
      seen = new HashSet<>();
      super.registerOn(consumer);
    }

    @Override
    void handle(ConsumedEvent event, String name, HandlerContext context) {
      if (seen.add(name)) {
        sent.add(name);
      }
    }

    @Override
    public Collection<?> effects() {
      return sent;
    }
  }

  /** On, and off again. */
  private static final class Toggle extends Handlers {
    private final Set<String> on = new HashSet<>();

    @Override
    void handle(ConsumedEvent event, String name, HandlerContext context) {
      if (!on.add(name)) {
        on.remove(name);
      }
    }

    @Override
    public Collection<?> effects() {
      return on;
    }
  }

  private static final class NoEffects extends Handlers {
    @Override
    void handle(ConsumedEvent event, String name, HandlerContext context) {}

    @Override
    public Collection<?> effects() {
      return List.of();
    }
  }

  private static final class Failing extends Handlers {
    @Override
    void handle(ConsumedEvent event, String name, HandlerContext context) {
      throw new PermanentHandlerException("broken");
    }

    @Override
    public Collection<?> effects() {
      return List.of();
    }
  }
}
