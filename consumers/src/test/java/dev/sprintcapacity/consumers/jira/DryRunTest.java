package dev.sprintcapacity.consumers.jira;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.sprintcapacity.consumers.jira.stub.Call;
import dev.sprintcapacity.testkit.SprintStory;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** A dry run talks and does nothing, here or there. */
class DryRunTest {

  @RegisterExtension static final JiraDatabase DATABASE = new JiraDatabase();

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger ours = (Logger) LoggerFactory.getLogger("dev.sprintcapacity.consumers.jira");
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(event.getFormattedMessage());
        }
      };

  @BeforeEach
  void listen() {
    appender.start();
    ours.addAppender(appender);
    ours.setLevel(Level.INFO);
    ours.setAdditive(false);
  }

  @AfterEach
  void no_longer() {
    ours.setAdditive(true);
    ours.setLevel(null);
    ours.detachAppender(appender);
  }

  @Test
  void a_life_is_told_and_nothing_is_written() {
    try (Rig rig = Rig.with(DATABASE, Map.of("JIRA_DRY_RUN", "true"))) {
      rig.consumer.deliver(SprintStory.wholeLife("sprint-1")).runUntilDone();

      assertThat(rig.jira.calls()).isEmpty();
      assertThat(DATABASE.number("select count(*) from sprint_mapping")).isZero();
      assertThat(rig.consumer.deadLetters()).isEmpty();
    }

    assertThat(lines)
        .anyMatch(line -> line.contains("would have sprint 'Sprint 26-") && line.contains("FUTURE"))
        .anyMatch(line -> line.contains("CLOSED"))
        .anyMatch(line -> line.contains("would delete"));
  }

  @Test
  void a_sprint_that_is_there_is_read_and_the_next_step_told() {
    SprintStory story = SprintStory.of("sprint-1").created();
    try (Rig rig = Rig.on(DATABASE)) {
      rig.consumer.deliver(story.events()).runUntilDone();

      try (Rig dry =
          Rig.with(DATABASE, Map.of("JIRA_URL", rig.jira.url(), "JIRA_DRY_RUN", "true"))) {
        dry.consumer.deliver(story.started().events()).runUntilDone();
      }

      assertThat(rig.jira.calls()).containsExactly(Call.CREATE, Call.READ);
      assertThat(rig.theSprint().state()).isEqualTo("future");
    }

    assertThat(lines)
        .anyMatch(line -> line.contains("nothing to do for sprint-1, event 1"))
        .anyMatch(line -> line.contains("would set sprint 101 (sprint-1): state to active"));
  }

  @Test
  void what_a_dry_run_told_is_still_to_be_done_when_it_is_over() {
    JiraSettings settings;
    try (Rig rig = Rig.with(DATABASE, Map.of("JIRA_DRY_RUN", "true"))) {
      settings = rig.settings;
    }
    try (JiraConsumer dry =
            new JiraConsumer(settings, DATABASE.address(), Map.of(), Clock.systemUTC());
        JiraConsumer real =
            new JiraConsumer(
                new JiraSettings(
                    settings.address(), settings.boardId(), settings.credentials(), false),
                DATABASE.address(),
                Map.of(),
                Clock.systemUTC())) {
      assertThat(dry.group()).isNotEqualTo(real.group());
      assertThat(real.group()).isEqualTo("sync-service");
    }
  }
}
