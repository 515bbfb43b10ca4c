package dev.sprintcapacity.service.relay.rebuild;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Says now and then how far a rebuild is. Used by one thread. */
public final class ProgressLines implements Consumer<RebuildProgress> {

  private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);
  private static final double NANOS_PER_SECOND = 1e9;

  private final Consumer<String> lines;
  private final LongSupplier nanoTime;
  private long beginNanos;
  private long lastNanos;
  private long beginEvents = -1;

  /**
   * Lines about what comes after the first progress that is told.
   *
   * @param lines takes each of them
   * @param nanoTime as {@link System#nanoTime()}
   */
  public ProgressLines(Consumer<String> lines, LongSupplier nanoTime) {
    this.lines = lines;
    this.nanoTime = nanoTime;
  }

  @Override
  public void accept(RebuildProgress progress) {
    long now = nanoTime.getAsLong();
    if (beginEvents < 0) {
      beginNanos = now;
      lastNanos = now;
      beginEvents = progress.events();
    } else if (now - lastNanos >= BETWEEN_LINES.toNanos()) {
      lastNanos = now;
      lines.accept(line(progress, now));
    }
  }

  private String line(RebuildProgress progress, long now) {
    double seconds = (now - beginNanos) / NANOS_PER_SECOND;
    return String.format(
        Locale.ROOT,
        "published %d events, %d %%, %.0f events/s",
        progress.events(),
        progress.percent(),
        (progress.events() - beginEvents) / seconds);
  }
}
