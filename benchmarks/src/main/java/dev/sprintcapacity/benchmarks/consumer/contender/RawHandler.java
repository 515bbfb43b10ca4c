package dev.sprintcapacity.benchmarks.consumer.contender;

import dev.sprintcapacity.benchmarks.consumer.contender.Handling.PoisonedException;
import dev.sprintcapacity.events.DecodedEvent;
import dev.sprintcapacity.events.EventDecoder;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a user of the bare client writes around a handler: decode, handle, try again where the
 * record stands, and put it away after the last attempt. Thread-safe.
 */
final class RawHandler implements AutoCloseable {
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(Handling.RETRY_MILLIS);

  private final Handling handling;
  private final boolean decoding;
  private final DeadLetters deadLetters;

  RawHandler(Source source, Handling handling, boolean decoding) {
    this.handling = handling;
    this.decoding = decoding;
    this.deadLetters = new DeadLetters(source);
  }

  void handle(ConsumerRecord<byte[], byte[]> record) {
    for (int attempt = 1; ; attempt++) {
      try {
        once(handling, record, decoding);
        return;
      } catch (PoisonedException e) {
        if (attempt == Handling.ATTEMPTS) {
          deadLetters.write(record);
          return;
        }
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  /** Decodes where that is asked for, then handles. */
  static void once(Handling handling, ConsumerRecord<byte[], byte[]> record, boolean decoding) {
    if (decoding && !(EventDecoder.decode(record.value()) instanceof DecodedEvent.Known)) {
      throw new IllegalStateException("a record of the benchmark is no event: " + record);
    }
    handling.handle(SprintKeys.indexOf(record.key()), record.offset(), record.headers());
  }

  @Override
  public void close() {
    deadLetters.close();
  }
}
