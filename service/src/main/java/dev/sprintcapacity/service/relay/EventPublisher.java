package dev.sprintcapacity.service.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.events.EventHeader;
import dev.sprintcapacity.events.EventHeaders;
import dev.sprintcapacity.postgres.eventlog.StoredEvent;
import dev.sprintcapacity.service.relay.ports.CursorRecord;
import dev.sprintcapacity.service.relay.ports.FencedException;
import dev.sprintcapacity.service.relay.ports.RelayException;
import dev.sprintcapacity.service.relay.ports.RelayProbe;
import dev.sprintcapacity.service.relay.ports.RelayStep;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Puts batches into Kafka, each in one transaction with its cursor. After any failure nothing is
 * known about the last transaction: close this, take a new one and read the cursor.
 */
public final class EventPublisher {

  private final Producer<byte[], byte[]> producer;
  private final String cursorTopic;
  private final byte[] cursorKey;
  private final RelayProbe probe;

  /**
   * A publisher that has not begun.
   *
   * @param producer of one transactional id, which it shares with all that it replaces
   * @param cursorTopic where the cursor goes, to its one partition
   * @param cursorKey whose cursor
   * @param probe told of every step
   */
  public EventPublisher(
      Producer<byte[], byte[]> producer, String cursorTopic, byte[] cursorKey, RelayProbe probe) {
    this.producer = producer;
    this.cursorTopic = cursorTopic;
    this.cursorKey = cursorKey;
    this.probe = probe;
  }

  /**
   * Fences every older producer of this transactional id and ends its transaction.
   *
   * @throws RelayException where the broker does not
   */
  public void start() {
    translating("begin to publish", producer::initTransactions);
  }

  /**
   * Publishes a batch: when this returns, its events and its cursor are committed.
   *
   * @throws FencedException where another producer has taken over
   * @throws RelayException after any other failure
   */
  public void publish(List<StoredEvent> events, CursorRecord cursor) {
    byte[] cursorJson = cursor.toJson();
    translating("publish " + events.size() + " events", () -> transact(events, cursorJson));
  }

  /**
   * Deletes the cursor: when this returns, that is committed.
   *
   * @throws FencedException where another producer has taken over
   * @throws RelayException after any other failure
   */
  void forgetCursor() {
    translating("delete the cursor", () -> transact(List.of(), null));
  }

  private void transact(List<StoredEvent> events, byte @Nullable [] cursorJson) {
    producer.beginTransaction();
    probe.reached(RelayStep.TRANSACTION_BEGUN);
    for (StoredEvent event : events) {
      send(record(event));
      probe.reached(RelayStep.EVENT_SENT);
    }
    send(new ProducerRecord<>(cursorTopic, 0, cursorKey, cursorJson));
    probe.reached(RelayStep.CURSOR_SENT);
    producer.commitTransaction();
    probe.reached(RelayStep.COMMITTED);
  }

  /**
   * Hands over a record. One that fails later makes the commit fail; one that fails at once, as on
   * a topic that does not exist, may have waited long for it: the rest must not wait again.
   */
  private void send(ProducerRecord<byte[], byte[]> record) {
    Future<RecordMetadata> sent = producer.send(record);
    if (sent.state() == Future.State.FAILED) {
      throw new KafkaException("cannot send to " + record.topic(), sent.exceptionNow());
    }
  }

  /**
   * Ends the producer and returns at once; an open transaction is left to the next one, which also
   * fences what this one still has on its way. Closing waits for a broker that does not answer, 4 s
   * long: no thread that keeps a session alive has so much time.
   */
  void close() {
    Thread.ofPlatform()
        .daemon()
        .name("relay-producer-close")
        .start(() -> producer.close(Duration.ZERO));
  }

  static ProducerRecord<byte[], byte[]> record(StoredEvent event) {
    RecordHeaders headers = new RecordHeaders();
    for (EventHeader header :
        EventHeaders.of(
            event.id(),
            event.type(),
            event.sprintId(),
            event.sequence(),
            event.occurredAt(),
            event.traceparent())) {
      headers.add(new RecordHeader(header.name(), header.value()));
    }
    return new ProducerRecord<>(
        event.topic(),
        null,
        event.occurredAt().toEpochMilli(),
        event.sprintId().getBytes(UTF_8),
        event.value(),
        headers);
  }

  private static void translating(String what, Runnable action) {
    try {
      action.run();
    } catch (KafkaException e) {
      if (isFenced(e)) {
        throw new FencedException(
            "another instance took over, or the broker gave up waiting, when asked to " + what, e);
      }
      throw new RelayException("Kafka could not %s: %s".formatted(what, rootMessage(e)), e);
    }
  }

  private static boolean isFenced(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof ProducerFencedException
          || each instanceof InvalidProducerEpochException) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }
}
