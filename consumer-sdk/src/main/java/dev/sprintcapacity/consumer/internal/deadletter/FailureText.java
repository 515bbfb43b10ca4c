package dev.sprintcapacity.consumer.internal.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of an exception in a bounded number of bytes. Exceptions are code of strangers:
 * their causes may form a ring, and asking them may throw; none of it gets out of here.
 */
final class FailureText {
  /** Class names are short unless somebody plays. */
  static final int CLASS_BYTES = 512;

  /** Causes beyond say nothing new, and may never end. */
  private static final int MOST_CAUSES = 10;

  /** Shared out among the causes, so that the first one is still there within the bound. */
  private static final int MOST_FRAMES = 40;

  private static final int FEWEST_FRAMES = 4;

  private final List<Throwable> chain;

  FailureText(Throwable failure) {
    this.chain = chainOf(failure);
  }

  byte[] className() {
    return BoundedText.utf8(nameOf(chain.getFirst()), CLASS_BYTES);
  }

  Optional<byte[]> message(int maxBytes) {
    String message = messageOf(chain.getFirst());
    return message == null ? Optional.empty() : Optional.of(BoundedText.utf8(message, maxBytes));
  }

  Optional<byte[]> causeClassName() {
    return chain.size() == 1
        ? Optional.empty()
        : Optional.of(BoundedText.utf8(nameOf(chain.getLast()), CLASS_BYTES));
  }

  byte[] stackTrace(int maxBytes) {
    BoundedText text = new BoundedText(maxBytes);
    int frames = Math.max(FEWEST_FRAMES, MOST_FRAMES / chain.size());
    int perMessage = maxBytes / (4 * chain.size());
    for (int i = 0; i < chain.size() && !text.isFull(); i++) {
      Throwable each = chain.get(i);
      text.appendOwn(i == 0 ? "" : "\nCaused by: ").append(nameOf(each));
      String message = messageOf(each);
      if (message != null) {
        text.appendOwn(": ").appendOwn(bounded(message, Math.max(16, perMessage)));
      }
      appendFrames(text, asked(each::getStackTrace).orElse(new StackTraceElement[0]), frames);
    }
    return text.toBytes();
  }

  private static void appendFrames(BoundedText text, StackTraceElement[] trace, int frames) {
    for (int i = 0; i < Math.min(frames, trace.length) && !text.isFull(); i++) {
      text.appendOwn("\n\tat ").append(String.valueOf(trace[i]));
    }
    if (trace.length > frames) {
      text.appendOwn("\n\t… " + (trace.length - frames) + " more");
    }
  }

  private static String bounded(String text, int maxBytes) {
    return new String(BoundedText.utf8(text, maxBytes), UTF_8);
  }

  private static String nameOf(Throwable failure) {
    return failure.getClass().getName();
  }

  private static @Nullable String messageOf(Throwable failure) {
    try {
      return failure.getMessage();
    } catch (RuntimeException | StackOverflowError unreadable) {
      return "(its message cannot be read: %s)".formatted(nameOf(unreadable));
    }
  }

  private static List<Throwable> chainOf(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Throwable next = failure;
    while (next != null && seen.add(next) && chain.size() < MOST_CAUSES) {
      chain.add(next);
      next = asked(next::getCause).orElse(null);
    }
    return chain;
  }

  private static <T> Optional<T> asked(Supplier<@Nullable T> question) {
    try {
      return Optional.ofNullable(question.get());
    } catch (RuntimeException | StackOverflowError unreadable) {
      return Optional.empty();
    }
  }
}
