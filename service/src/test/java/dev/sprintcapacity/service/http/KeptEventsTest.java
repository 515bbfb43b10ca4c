package dev.sprintcapacity.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sprintcapacity.service.testing.Bodies;
import dev.sprintcapacity.service.testing.TestApi;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Without Kafka the API works, and each event is logged as the founding document says. */
class KeptEventsTest {

  @Test
  void an_event_without_kafka_is_a_warning_in_the_seeds_words() {
    TestApi api = TestApi.shared();
    Logger publication = (Logger) LoggerFactory.getLogger("dev.sprintcapacity.publication");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    publication.addAppender(lines);
    try {
      api.post("/v1/sprints", Bodies.goldenSprint(TestApi.newNumber())).expect(201);
    } finally {
      publication.detachAppender(lines);
    }

    assertThat(lines.list)
        .extracting(line -> line.getLevel() + ": " + line.getFormattedMessage())
        .contains(
            "WARN: Kafka producer not enabled. Event logged: sprint.created",
            "WARN: Kafka producer not enabled. Event logged: team_member.added");
  }
}
