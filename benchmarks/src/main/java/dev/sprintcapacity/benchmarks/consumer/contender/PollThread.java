package dev.sprintcapacity.benchmarks.consumer.contender;

import dev.sprintcapacity.benchmarks.consumer.contender.Contender.Running;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;

/** The poll loop that everyone writes first: poll, handle all, commit now and then. */
final class PollThread implements Running {
  private static final Duration POLL = Duration.ofMillis(100);

  /** As often as the SDK commits by default. */
  private static final long COMMIT_NANOS = Duration.ofMillis(200).toNanos();

  private static final Duration END_LIMIT = Duration.ofSeconds(10);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Batches batches;
  private final Runnable atEnd;
  private final Thread thread;
  private volatile boolean closed;

  /** Handles what one poll brought. */
  @FunctionalInterface
  interface Batches {
    /**
     * Returns when all of it is handled, or leaves the rest once the supplier says so.
     *
     * @param polled what a poll brought
     * @param closed whether the rest is to be left
     */
    void accept(ConsumerRecords<byte[], byte[]> polled, BooleanSupplier closed);
  }

  private PollThread(
      String name, KafkaConsumer<byte[], byte[]> consumer, Batches batches, Runnable atEnd) {
    this.consumer = consumer;
    this.batches = batches;
    this.atEnd = atEnd;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  static PollThread start(
      String name, KafkaConsumer<byte[], byte[]> consumer, Batches batches, Runnable atEnd) {
    PollThread started = new PollThread(name, consumer, batches, atEnd);
    started.thread.start();
    return started;
  }

  private void run() {
    try (consumer) {
      long committed = System.nanoTime();
      while (!closed) {
        batches.accept(consumer.poll(POLL), () -> closed);
        if (!closed && System.nanoTime() - committed > COMMIT_NANOS) {
          consumer.commitAsync();
          committed = System.nanoTime();
        }
      }
    } catch (KafkaException e) {
      System.err.printf("%s ended: %s%n", thread.getName(), e);
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      if (!thread.join(END_LIMIT)) {
        throw new IllegalStateException(thread.getName() + " has not ended within " + END_LIMIT);
      }
      atEnd.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + thread.getName() + " ended", e);
    }
  }
}
