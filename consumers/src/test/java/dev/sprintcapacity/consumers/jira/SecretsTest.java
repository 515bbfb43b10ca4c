package dev.sprintcapacity.consumers.jira;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import dev.sprintcapacity.consumers.jira.stub.Call;
import dev.sprintcapacity.consumers.jira.stub.Fault;
import dev.sprintcapacity.testkit.SprintStory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** The token is nowhere: in no log at any level, in no dead letter, in no text of a setting. */
class SecretsTest {

  @RegisterExtension static final JiraDatabase DATABASE = new JiraDatabase();

  /** Silent meanwhile: all levels are many lines. */
  private static final String CONSOLE = "STDOUT";

  private @Nullable Appender<ILoggingEvent> console;

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Level level = root.getLevel();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(
              event.getLoggerName()
                  + ' '
                  + event.getFormattedMessage()
                  + (event.getThrowableProxy() == null
                      ? ""
                      : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
      };

  @BeforeEach
  void everything_is_logged() {
    console = root.getAppender(CONSOLE);
    root.detachAppender(CONSOLE);
    appender.start();
    root.addAppender(appender);
    root.setLevel(Level.TRACE);
  }

  @AfterEach
  void no_longer() {
    root.setLevel(level);
    root.detachAppender(appender);
    root.addAppender(console);
  }

  @Test
  void no_call_and_no_failure_shows_the_token() {
    try (Rig rig = Rig.on(DATABASE)) {
      rig.jira.next(
          Call.CREATE,
          Fault.error(401, "bad token " + Rig.TOKEN),
          Fault.error(403, "no right with Authorization: " + Rig.HEADER),
          Fault.error(500, Rig.TOKEN),
          new Fault.CutBefore(),
          new Fault.DoneAndAnswer(201, "{\"id\":1,\"state\":\"" + Rig.TOKEN + "\"}"));
      rig.jira.next(Call.CHANGE, Fault.error(400, "the token " + Rig.TOKEN + " may not"));
      rig.consumer.deliver(SprintStory.of("sprint-1").created().started().events()).runUntilDone();

      assertThat(rig.consumer.deadLetters()).hasSize(1);
      assertThat(rig.consumer.deadLetters().toString())
          .contains("the token *** may not")
          .doesNotContain(Rig.TOKEN);
      assertThat(rig.settings.toString()).doesNotContain(Rig.TOKEN);
    }

    assertThat(lines).anyMatch(line -> line.contains("org.apache.hc"));
    assertThat(lines).noneMatch(line -> line.contains(Rig.TOKEN));
  }

  @Test
  void credentials_of_the_cloud_are_hidden_in_both_their_forms() {
    // user@example.com:t0ken-0f-the-cl0ud
    String encoded = "dXNlckBleGFtcGxlLmNvbTp0MGtlbi0wZi10aGUtY2wwdWQ=";
    try (Rig rig = Rig.with(DATABASE, Map.of("JIRA_USER", "user@example.com"))) {
      rig.jira.next(
          Call.CREATE, Fault.error(403, "who is Basic " + encoded + " or " + Rig.TOKEN + "?"));
      rig.consumer.deliver(SprintStory.of("sprint-1").created().events()).runUntilIdle();

      assertThat(rig.sync.closedDoor().orElseThrow())
          .contains("who is Basic *** or ***?")
          .doesNotContain(encoded, Rig.TOKEN);
    }

    assertThat(lines).noneMatch(line -> line.contains(encoded) || line.contains(Rig.TOKEN));
  }
}
