package dev.sprintcapacity.consumers.runtime;

import static dev.sprintcapacity.consumer.lag.ConsumerPhase.FAILED;
import static dev.sprintcapacity.consumer.lag.ConsumerPhase.RUNNING;
import static dev.sprintcapacity.consumer.lag.ConsumerPhase.STARTING;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sprintcapacity.consumer.lag.ConsumerPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ConsumersWatchTest {

  private static final Instant BEGIN = Instant.parse("2026-11-30T09:00:00Z");

  private final Logger logger = (Logger) LoggerFactory.getLogger(ConsumersWatch.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final ToldConsumer email = new ToldConsumer("email", new ArrayList<>());
  private Instant now = BEGIN;
  private final ConsumersWatch watch = new ConsumersWatch(List.of(email), "kafka:9092", () -> now);

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.INFO);
  }

  @AfterEach
  void stopListening() {
    logger.setLevel(null);
    logger.detachAppender(lines);
  }

  @Test
  void while_kafka_is_away_it_says_where_it_looks_every_five_seconds() {
    email.is(STARTING, "", BEGIN, BEGIN);
    for (int second = 0; second <= 11; second++) {
      look(STARTING, BEGIN, second);
    }

    assertThat(told())
        .containsExactly(
            "INFO Waiting for Kafka at kafka:9092: [email] not in their groups yet",
            "INFO Waiting for Kafka at kafka:9092: [email] not in their groups yet");
  }

  @Test
  void a_change_is_told_once_and_when_it_comes() {
    look(RUNNING, BEGIN, 1);
    look(RUNNING, BEGIN, 2);
    // asked for the last time at second 2: silent since
    now = BEGIN.plusSeconds(40);
    email.is(RUNNING, "", BEGIN, BEGIN.plusSeconds(2));
    email.silentUntil(now);
    watch.runOnce();
    watch.runOnce();
    look(RUNNING, BEGIN, 41);

    assertThat(told())
        .containsExactly(
            "INFO Consumer email is healthy: 0 events left, the oldest 0 s old",
            "WARN Consumer email is degraded: not polled for 38 s",
            "INFO Consumer email is healthy: 0 events left, the oldest 0 s old");
  }

  @Test
  void one_that_has_ended_by_itself_is_an_error_with_its_reason() {
    look(RUNNING, BEGIN, 1);
    now = BEGIN.plusSeconds(2);
    email.is(FAILED, "may not read topic sprint.lifecycle", now, now);
    watch.runOnce();
    watch.runOnce();

    assertThat(told().getLast())
        .isEqualTo("ERROR Consumer email has ended by itself: may not read topic sprint.lifecycle");
    assertThat(told()).hasSize(2);
  }

  @Test
  void where_nothing_changes_a_line_every_five_minutes_says_how_far_they_are() {
    for (int minute = 0; minute <= 11; minute++) {
      look(RUNNING, BEGIN, (int) Duration.ofMinutes(minute).toSeconds());
    }

    assertThat(told())
        .containsExactly(
            "INFO Consumer email is healthy: 0 events left, the oldest 0 s old",
            "INFO Consumers: email healthy, 0 events left, the oldest 0 s old",
            "INFO Consumers: email healthy, 0 events left, the oldest 0 s old");
  }

  private void look(ConsumerPhase phase, Instant since, int second) {
    now = BEGIN.plusSeconds(second);
    email.is(phase, "", since, now);
    watch.runOnce();
  }

  private List<String> told() {
    return lines.list.stream()
        .map(line -> line.getLevel() + " " + line.getFormattedMessage())
        .toList();
  }
}
