package dev.sprintcapacity.consumer.internal.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.consumer.ConsumedEvent;
import dev.sprintcapacity.consumer.EventHandler;
import dev.sprintcapacity.consumer.HandlerContext;
import dev.sprintcapacity.consumer.HandlerResult;
import dev.sprintcapacity.consumer.spi.HandlerInterceptor;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class InterceptedHandlerTest {
  private final List<String> calls = new ArrayList<>();
  private final ConsumedEvent event =
      new ConsumedEvent("sprint.created", Instant.EPOCH, "test", null, new byte[0]);
  private final HandlerContext context =
      new HandlerContext(
          "g", "t", 0, 0, Instant.EPOCH, "k", new RecordHeaders(), null, 0, 1, false);

  private HandlerInterceptor noting(String name) {
    return (given, where) -> {
      calls.add("before " + name);
      return (result, failure) -> calls.add("after " + name + " " + result + " " + failure);
    };
  }

  @Test
  void interceptors_stand_around_the_handler_like_shells() throws Exception {
    EventHandler handler =
        InterceptedHandler.of(
            (given, where) -> {
              calls.add("handler");
              return HandlerResult.done();
            },
            List.of(noting("a"), noting("b")));

    assertThat(handler.handle(event, context)).isEqualTo(HandlerResult.done());
    assertThat(calls)
        .containsExactly(
            "before a", "before b", "handler", "after b DONE null", "after a DONE null");
  }

  @Test
  void interceptors_see_what_the_handler_throws_and_it_goes_on_unchanged() {
    IOException thrown = new IOException("broken");
    EventHandler handler =
        InterceptedHandler.of(
            (given, where) -> {
              throw thrown;
            },
            List.of(noting("a")));

    assertThatThrownBy(() -> handler.handle(event, context)).isSameAs(thrown);
    assertThat(calls).containsExactly("before a", "after a null java.io.IOException: broken");
  }

  @Test
  void an_interceptor_that_throws_changes_nothing_for_the_event() throws Exception {
    EventHandler handler =
        InterceptedHandler.of(
            (given, where) -> HandlerResult.skip("none of mine"),
            List.of(
                (given, where) -> {
                  throw new IllegalStateException("before");
                },
                (given, where) ->
                    (result, failure) -> {
                      throw new IllegalStateException("after");
                    },
                noting("c")));

    assertThat(handler.handle(event, context)).isEqualTo(HandlerResult.skip("none of mine"));
    assertThat(calls).hasSize(2);
  }

  @Test
  void without_interceptors_the_handler_is_called_straight() {
    EventHandler handler = (given, where) -> HandlerResult.done();

    assertThat(InterceptedHandler.of(handler, List.of())).isSameAs(handler);
  }
}
