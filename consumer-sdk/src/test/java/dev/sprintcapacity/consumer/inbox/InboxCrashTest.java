package dev.sprintcapacity.consumer.inbox;

import static dev.sprintcapacity.consumer.inbox.Deliveries.EVENT;
import static dev.sprintcapacity.consumer.inbox.Deliveries.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.consumer.EventHandler;
import dev.sprintcapacity.consumer.HandlerResult;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InboxCrashTest {
  private static final String EFFECTS = "select count(*) from effect";
  private static final String MARKS =
      "select (select count(*) from sprintcap_inbox) + (select count(*) from sprintcap_inbox_key)";

  @RegisterExtension static final InboxDatabase DATABASE = new InboxDatabase();

  private final TransactionalInbox inbox = new TransactionalInbox();
  private final EventHandler handler =
      inbox.once(
          DATABASE.dataSource(),
          (connection, event, context) -> Deliveries.apply(connection, context));

  @Test
  void a_process_killed_between_effect_and_commit_leaves_nothing_and_another_takes_over()
      throws Exception {
    Process member =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx128m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    InboxCrashMain.class.getName(),
                    DATABASE.jdbcUrl()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = member.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).isEqualTo("ready FIRST");
    } finally {
      member.destroyForcibly();
    }
    assertThat(member.waitFor(30, TimeUnit.SECONDS)).isTrue();

    assertThat(handler.handle(EVENT, aDelivery("crash", 1))).isEqualTo(HandlerResult.done());
    assertThat(DATABASE.number(EFFECTS)).isEqualTo(1);
  }

  @Test
  void a_session_that_ends_between_effect_and_commit_leaves_nothing_and_the_next_attempt_works()
      throws Exception {
    EventHandler cut =
        inbox.once(
            DATABASE.dataSource(),
            (connection, event, context) -> {
              HandlerResult result = Deliveries.apply(connection, context);
              DATABASE.number("select pg_terminate_backend(%d)::int".formatted(pid(connection)));
              return result;
            });

    assertThatThrownBy(() -> cut.handle(EVENT, aDelivery("a", 1))).isInstanceOf(SQLException.class);
    assertThat(DATABASE.number(EFFECTS)).isZero();
    assertThat(DATABASE.number(MARKS)).isZero();
    assertThat(handler.handle(EVENT, aDelivery("a", 1))).isEqualTo(HandlerResult.done());
    assertThat(DATABASE.number(EFFECTS)).isEqualTo(1);
  }

  @Test
  void a_commit_whose_answer_is_lost_is_found_by_the_next_attempt() throws Exception {
    try (Connection only = DATABASE.dataSource().getConnection()) {
      EventHandler losing =
          inbox.once(
              OneConnection.losingTheAnswerOfACommit(only),
              (connection, event, context) -> Deliveries.apply(connection, context));

      assertThatThrownBy(() -> losing.handle(EVENT, aDelivery("a", 1)))
          .isInstanceOf(SQLException.class)
          .hasMessage("the connection broke");
      assertThat(losing.handle(EVENT, aDelivery("a", 1)))
          .isEqualTo(HandlerResult.skip("handled before"));
    }
    assertThat(DATABASE.number(EFFECTS)).isEqualTo(1);
  }

  private static long pid(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("select pg_backend_pid()");
        ResultSet row = statement.executeQuery()) {
      assertThat(row.next()).isTrue();
      return row.getLong(1);
    }
  }
}
