package dev.sprintcapacity.consumer.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.consumer.HandlerContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceparentTest {
  /** The examples of the recommendation, section 3.2. */
  private static final String SAMPLED = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private static final String NOT_SAMPLED =
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";

  private final Random random = new Random(7);

  @Test
  void the_examples_of_the_recommendation_are_read() {
    assertThat(Traceparent.parse(SAMPLED))
        .contains(new Traceparent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", true));
    assertThat(Traceparent.parse(NOT_SAMPLED))
        .contains(new Traceparent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", false));
    assertThat(Traceparent.parse(SAMPLED).map(Traceparent::format)).contains(SAMPLED);
    assertThat(Traceparent.parse(NOT_SAMPLED).map(Traceparent::format)).contains(NOT_SAMPLED);
  }

  @Test
  void flags_that_are_not_known_are_not_passed_on() {
    assertThat(Traceparent.parse(SAMPLED.replace("-01", "-ff")).map(Traceparent::format))
        .contains(SAMPLED);
    assertThat(Traceparent.parse(SAMPLED.replace("-01", "-fe")).map(Traceparent::format))
        .contains(NOT_SAMPLED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-the-future-holds",
        "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-"
      })
  void a_later_version_is_read_by_what_is_known_of_it(String later) {
    assertThat(Traceparent.parse(later).map(Traceparent::format)).contains(SAMPLED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "0-4bf92f3577b34da6a3ce929d0e0e47361-00f067aa0ba902b7-01",
        "0G-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00F067AA0BA902B7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0A",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-the-future-holds",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-",
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.what",
        "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7_01",
        " 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 ",
        "00-4bf92f3577b34da6a3ce929d0e0e473-100f067aa0ba902b7-01",
        "00-４bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
      })
  void what_the_recommendation_forbids_is_not_read(String text) {
    assertThat(Traceparent.parse(text)).isEmpty();
  }

  @Property(tries = 2_000)
  void any_text_is_read_or_not_but_never_fails(
      @ForAll String tail, @ForAll byte change, @ForAll short at) {
    char[] broken = (SAMPLED + tail).toCharArray();
    broken[Math.floorMod(at, broken.length)] = (char) (change & 0x7f);
    String text = new String(broken);

    Traceparent.parse(text)
        .ifPresent(read -> assertThat(Traceparent.parse(read.format())).contains(read));
  }

  @Test
  void a_child_keeps_trace_and_sampling_and_has_a_span_of_its_own() {
    Traceparent parent = Traceparent.parse(SAMPLED).orElseThrow();

    Traceparent child = parent.child(random);

    assertThat(child.traceId()).isEqualTo(parent.traceId());
    assertThat(child.sampled()).isTrue();
    assertThat(child.parentId()).isNotEqualTo(parent.parentId()).matches("[0-9a-f]{16}");
    assertThat(parent.child(random)).isNotEqualTo(child);
  }

  @Test
  void ids_are_never_all_zero() {
    Traceparent parent = Traceparent.parse(SAMPLED).orElseThrow();
    var zerosFirst =
        new RandomGenerator() {
          private int calls;

          @Override
          public long nextLong() {
            throw new UnsupportedOperationException("only bytes are asked for");
          }

          @Override
          public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) (calls++ < 2 ? 0 : 0xab));
          }
        };

    assertThat(parent.child(zerosFirst).parentId()).isEqualTo("abababababababab");
  }

  @Test
  void a_handler_continues_the_trace_of_its_event() {
    assertThat(Traceparent.forHandler(aContext(SAMPLED), random))
        .matches(child -> child.traceId().equals("4bf92f3577b34da6a3ce929d0e0e4736"))
        .matches(child -> !child.parentId().equals("00f067aa0ba902b7"))
        .matches(Traceparent::sampled);
  }

  @Test
  void without_a_valid_trace_a_new_one_begins() {
    for (String absent : new String[] {"", "00-nonsense"}) {
      Traceparent begun = Traceparent.forHandler(aContext(absent), random);

      assertThat(Traceparent.parse(begun.format())).contains(begun);
      assertThat(begun.sampled()).isFalse();
    }
    assertThat(Traceparent.forHandler(aContext(null), random))
        .isNotEqualTo(Traceparent.forHandler(aContext(null), random));
  }

  @Test
  void ids_of_another_form_are_refused() {
    assertThatThrownBy(() -> new Traceparent("4BF9", "00f067aa0ba902b7", true))
        .isInstanceOf(ConsumerException.class)
        .hasMessageContaining("traceId");
    assertThatThrownBy(
            () -> new Traceparent("4bf92f3577b34da6a3ce929d0e0e4736", "0000000000000000", true))
        .isInstanceOf(ConsumerException.class)
        .hasMessageContaining("parentId");
  }

  static HandlerContext aContext(@Nullable String traceparent) {
    var headers = new RecordHeaders();
    if (traceparent != null) {
      headers.add("traceparent", traceparent.getBytes(UTF_8));
    }
    return new HandlerContext(
        "g", "sprint.lifecycle", 3, 17, Instant.EPOCH, "sprint-1", headers, null, 0, 1, false);
  }
}
