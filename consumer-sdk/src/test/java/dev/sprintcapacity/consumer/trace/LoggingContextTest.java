package dev.sprintcapacity.consumer.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.consumer.ConsumedEvent;
import dev.sprintcapacity.consumer.HandlerResult;
import dev.sprintcapacity.consumer.spi.HandlerInterceptor.Call;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LoggingContextTest {
  private final LoggingContext logging = new LoggingContext();
  private final ConsumedEvent event =
      new ConsumedEvent("sprint.created", Instant.EPOCH, "test", null, new byte[0]);

  @AfterEach
  void clear() {
    MDC.clear();
  }

  @Test
  void log_lines_of_a_handler_say_where_their_event_came_from() {
    logging.before(
        event, TraceparentTest.aContext("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));

    assertThat(MDC.getCopyOfContextMap())
        .containsEntry("event_type", "sprint.created")
        .containsEntry("topic", "sprint.lifecycle")
        .containsEntry("partition", "3")
        .containsEntry("offset", "17")
        .containsEntry("key", "sprint-1")
        .containsEntry("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736")
        .doesNotContainKey("event_id");
  }

  @Test
  void what_was_there_before_is_back_afterwards() {
    MDC.put("topic", "mine");
    MDC.put("other", "kept");

    Call call = logging.before(event, TraceparentTest.aContext(null));
    assertThat(MDC.get("topic")).isEqualTo("sprint.lifecycle");
    call.after(HandlerResult.done(), null);

    assertThat(MDC.get("topic")).isEqualTo("mine");
    assertThat(MDC.get("other")).isEqualTo("kept");
    assertThat(MDC.get("partition")).isNull();
  }

  @Test
  void nothing_is_left_where_nothing_was() {
    logging.before(event, TraceparentTest.aContext("nonsense")).after(null, new Error("failed"));

    assertThat(MDC.get("topic")).isNull();
    assertThat(MDC.get("trace_id")).isNull();
  }
}
