package dev.sprintcapacity.consumer.internal.deadletter.kafka;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One record on its way to the broker. The forms are tried in their order while the broker finds
 * the record too large. {@link #form} belongs to whoever holds the write at the moment: the
 * writer's thread or the producer's callback, never both.
 */
public final class PendingWrite {
  private final Object lane;
  private final GroupTopics topics;
  private final TopicKind kind;
  private final List<Supplier<ProducerRecord<byte[], byte[]>>> forms;
  private final CompletableFuture<Long> written = new CompletableFuture<>();
  private final AtomicInteger form = new AtomicInteger();
  private volatile long nextSinceNanos;

  /**
   * A record to be written.
   *
   * @param lane equal for writes that keep their order; its text names it in messages
   * @param topics of the group
   * @param kind which of them to write to
   * @param forms of the record, each smaller than the one before; at least one
   */
  public PendingWrite(
      Object lane,
      GroupTopics topics,
      TopicKind kind,
      List<Supplier<ProducerRecord<byte[], byte[]>>> forms) {
    this.lane = lane;
    this.topics = topics;
    this.kind = kind;
    this.forms = List.copyOf(forms);
  }

  Object lane() {
    return lane;
  }

  GroupTopics topics() {
    return topics;
  }

  TopicKind kind() {
    return kind;
  }

  String topic() {
    return kind.nameIn(topics);
  }

  ProducerRecord<byte[], byte[]> record() {
    return forms.get(form.get()).get();
  }

  /** Whether there is a smaller form, which {@link #record} gives from now on. */
  boolean shrink() {
    int smaller = form.get() + 1;
    if (smaller == forms.size()) {
      return false;
    }
    form.set(smaller);
    return true;
  }

  CompletableFuture<Long> written() {
    return written;
  }

  /** From now on it waits for nothing but the writer. */
  void goesNext(long nanos) {
    this.nextSinceNanos = nanos;
  }

  long nextSince() {
    return nextSinceNanos;
  }
}
