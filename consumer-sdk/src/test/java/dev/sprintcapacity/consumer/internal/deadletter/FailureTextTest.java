package dev.sprintcapacity.consumer.internal.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FailureTextTest {

  @Test
  void names_the_exception_its_message_and_its_first_cause() {
    FailureText text =
        new FailureText(
            new IllegalStateException("outer", new RuntimeException("middle", new Error("inner"))));

    assertThat(new String(text.className(), UTF_8)).isEqualTo("java.lang.IllegalStateException");
    assertThat(string(text.message(100))).contains("outer");
    assertThat(string(text.causeClassName())).contains("java.lang.Error");
    assertThat(stack(text, 8192))
        .startsWith("java.lang.IllegalStateException: outer\n\tat dev.sprintcapacity.consumer.")
        .contains("\nCaused by: java.lang.RuntimeException: middle\n\tat ")
        .contains("\nCaused by: java.lang.Error: inner\n\tat ");
  }

  @Test
  void an_exception_without_cause_and_message_has_neither() {
    FailureText text = new FailureText(new IllegalStateException());

    assertThat(text.message(100)).isEmpty();
    assertThat(text.causeClassName()).isEmpty();
    assertThat(stack(text, 8192)).startsWith("java.lang.IllegalStateException\n\tat ");
  }

  @Test
  void a_ring_of_causes_ends() {
    RuntimeException first = new RuntimeException("first");
    RuntimeException second = new RuntimeException("second", first);
    first.initCause(second);

    assertThat(stack(new FailureText(first), 8192)).containsOnlyOnce("first").contains("second");
  }

  @Test
  void an_exception_that_throws_when_it_is_asked_is_told_all_the_same() {
    FailureText text = new FailureText(new Hostile());

    assertThat(string(text.message(1024)))
        .contains("(its message cannot be read: java.lang.UnsupportedOperationException)");
    assertThat(stack(text, 1024)).startsWith(Hostile.class.getName() + ": (its message");
  }

  @Test
  void the_first_cause_is_there_however_long_the_messages_before_it_are() {
    Throwable failure = new Error("the real reason");
    for (int i = 0; i < 4; i++) {
      failure = new RuntimeException("x".repeat(100_000), failure);
    }

    assertThat(stack(new FailureText(failure), 8192)).contains("java.lang.Error: the real reason");
  }

  @Test
  void a_message_cannot_forge_frames() {
    String stack =
        stack(
            new FailureText(new RuntimeException("x\n\tat com.example.Innocent.run(A.java:1)")),
            4096);

    assertThat(stack.lines().filter(line -> line.contains("Innocent")))
        .allSatisfy(line -> assertThat(line).startsWith("java.lang.RuntimeException: x"));
  }

  @Property(tries = 200)
  void any_depth_of_stack_and_causes_stays_within_the_bound(
      @ForAll @IntRange(max = 3_000) int frames,
      @ForAll @IntRange(max = 30) int causes,
      @ForAll @IntRange(min = 3, max = 9_000) int bound,
      @ForAll String message) {
    Throwable failure = deep(frames, message);
    for (int i = 0; i < causes; i++) {
      failure = new RuntimeException(message, failure);
    }
    FailureText text = new FailureText(failure);

    assertThat(text.stackTrace(bound).length).isLessThanOrEqualTo(bound);
    assertThat(text.message(bound).orElseThrow().length).isLessThanOrEqualTo(bound);
    assertThat(text.className().length).isLessThanOrEqualTo(FailureText.CLASS_BYTES);
  }

  private static Throwable deep(int frames, String message) {
    return frames == 0 ? new IllegalStateException(message) : deep(frames - 1, message);
  }

  private static String stack(FailureText text, int bound) {
    return new String(text.stackTrace(bound), UTF_8);
  }

  private static Optional<String> string(Optional<byte[]> bytes) {
    return bytes.map(text -> new String(text, UTF_8));
  }

  /** Answers no question. */
  private static final class Hostile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new UnsupportedOperationException("no");
    }

    @Override
    public synchronized Throwable getCause() {
      throw new UnsupportedOperationException("no");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new UnsupportedOperationException("no");
    }
  }
}
