package dev.sprintcapacity.consumer.internal.deadletter.kafka;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records durably, those of a lane in their order. A thread of its own waits where a
 * producer waits (for metadata, for memory, for topics to be made), so that {@link #write} never
 * does. Every write ends within {@link #LIMIT} after the one before it in its lane, whatever the
 * cluster does. Thread-safe.
 */
public final class OrderedWriter {
  private static final Logger LOG = LoggerFactory.getLogger(OrderedWriter.class);

  /** As many records as a consumer holds; each is one of these anyway. */
  public static final int MOST_WRITES = 10_000;

  /**
   * A write waits, then its topic is made, then it is delivered, and this for each smaller form.
   */
  public static final Duration LIMIT = Duration.ofSeconds(60);

  /** A write that waited for so long for the writer is given up unsent. */
  private static final Duration LONGEST_WAIT = KafkaClients.DELIVERY_LIMIT;

  private static final Duration IDLE = Duration.ofSeconds(1);

  private final String name;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private final TopicProvision provision;
  private final LongSupplier nanoTime;
  private final Lanes lanes;

  /** Belongs to the writing thread, until that has ended. */
  private @Nullable Producer<byte[], byte[]> producer;

  private volatile @Nullable Producer<byte[], byte[]> lostProducer;
  private volatile boolean stopped;
  private volatile @Nullable Thread thread;

  /**
   * Makes nothing yet.
   *
   * @param name of its thread, and in messages
   * @param producers makes the producer, and another one where that is beyond help
   * @param provision makes missing topics
   * @param nanoTime a clock for bounds
   */
  public OrderedWriter(
      String name,
      Supplier<Producer<byte[], byte[]>> producers,
      TopicProvision provision,
      LongSupplier nanoTime) {
    this.name = name;
    this.producers = producers;
    this.provision = provision;
    this.nanoTime = nanoTime;
    this.lanes = new Lanes(MOST_WRITES, nanoTime);
  }

  /** Begins to write. */
  public void start() {
    thread = Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  /**
   * Completes with the offset when the record is on all in-sync replicas; exceptionally, with
   * {@link NotWrittenException}, where that is not known. Completes on a thread of this writer or
   * of its producer: what follows must not wait.
   */
  public CompletableFuture<Long> write(PendingWrite write) {
    if (!lanes.offer(write)) {
      write
          .written()
          .completeExceptionally(
              new NotWrittenException(
                  "%s is closed, or %d records wait for topics like %s already"
                      .formatted(name, MOST_WRITES, write.topic())));
    }
    return write.written();
  }

  /** Ends within about the bound; what is not written by then is refused. */
  public void close(Duration limit) {
    long end = nanoTime.getAsLong() + limit.toNanos();
    try {
      if (!lanes.drain(limit)) {
        LOG.warn(
            "{} ends with {} records not written; they will be read again", name, lanes.size());
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    stopped = true;
    Thread running = thread;
    if (running != null) {
      running.interrupt();
      awaitEnd(running, Duration.ofNanos(Math.max(0, end - nanoTime.getAsLong())));
    }
    lanes.abandon().forEach(write -> refuse(write, name + " was closed before", null));
  }

  /** Ends within the bound, plus what a thread needs to be told. */
  private void awaitEnd(Thread running, Duration limit) {
    try {
      if (!running.join(limit.plusSeconds(1))) {
        LOG.warn("{} still waits for its producer; it ends by itself", name);
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!stopped) {
        runOnce(IDLE);
      }
    } catch (InterruptedException | InterruptException end) {
      LOG.debug("{} was told to end", name, end);
    } finally {
      dropProducer();
    }
  }

  /** Makes the next write, if one comes within the wait. */
  void runOnce(Duration wait) throws InterruptedException {
    PendingWrite write = lanes.take(wait);
    if (write == null) {
      return;
    }
    if (nanoTime.getAsLong() - write.nextSince() >= LONGEST_WAIT.toNanos()) {
      fail(write, "it waited " + LONGEST_WAIT.toSeconds() + " s for the writer", null);
      return;
    }
    try {
      ProducerRecord<byte[], byte[]> record = write.record();
      provision.require(write.topics(), write.kind(), record.partition());
      Producer<byte[], byte[]> used = producer();
      var unused =
          used.send(
              record,
              (metadata, failure) -> {
                if (failure == null) {
                  lanes.done(write);
                  write.written().complete(metadata.offset());
                } else {
                  notSent(used, write, failure);
                }
              });
    } catch (NotWrittenException refused) {
      fail(write, String.valueOf(refused.getMessage()), refused);
    } catch (InterruptException end) {
      fail(write, "the writer was closed", end);
      throw end;
    } catch (RuntimeException broken) {
      lostProducer = producer;
      fail(write, broken.getMessage() + adviceFor(broken), broken);
    }
  }

  private void notSent(Producer<byte[], byte[]> used, PendingWrite write, Exception failure) {
    if (failure instanceof RecordTooLargeException && write.shrink()) {
      lanes.again(write);
      return;
    }
    if (losesProducer(failure)) {
      lostProducer = used;
    }
    provision.forget(write.topic());
    fail(write, failure.getMessage() + adviceFor(failure), failure);
  }

  /**
   * Looks through the causes too: a producer that was refused before it was given a record (an
   * idempotent one asks for its id first) hides the refusal behind "in an error state".
   */
  private static String adviceFor(@Nullable Throwable failure) {
    return switch (failure) {
      case null -> "";
      case RecordTooLargeException tooLarge ->
          ": raise max.message.bytes of the topic, or buffer.memory and max.request.size of the client";
      case AuthorizationException refused -> ": grant Write on the topic";
      default -> adviceFor(failure.getCause());
    };
  }

  /** After these a producer refuses everything, even when the reason is gone. */
  private static boolean losesProducer(Exception failure) {
    return failure instanceof AuthenticationException
        || failure instanceof ClusterAuthorizationException
        || failure instanceof UnsupportedVersionException
        || failure.getClass() == KafkaException.class;
  }

  /** First the failed one, then those behind it: what comes in between stands behind it too. */
  private void fail(PendingWrite write, String reason, @Nullable Throwable cause) {
    refuse(write, reason, cause);
    List<PendingWrite> behind = lanes.failed(write);
    behind.forEach(
        each -> refuse(each, "the one before it of the same key was not: " + reason, cause));
  }

  private static void refuse(PendingWrite write, String reason, @Nullable Throwable cause) {
    String message =
        "record of %s was not written to %s: %s".formatted(write.lane(), write.topic(), reason);
    write
        .written()
        .completeExceptionally(
            cause == null
                ? new NotWrittenException(message)
                : new NotWrittenException(message, cause));
  }

  private Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> now = producer;
    if (now != null && now.equals(lostProducer)) {
      dropProducer();
      now = null;
    }
    if (now == null) {
      now = producers.get();
      producer = now;
    }
    return now;
  }

  /**
   * Also where the thread is told to end: a producer that is closed half leaves a thread behind.
   */
  private void dropProducer() {
    Producer<byte[], byte[]> last = producer;
    producer = null;
    if (last == null) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      last.close(Duration.ZERO);
    } catch (KafkaException e) {
      LOG.debug("{} could not close its producer", name, e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
