package dev.sprintcapacity.benchmarks.consumer.contender;

import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * One thread polls, and each record of the batch gets a virtual thread; the next poll waits for
 * all. Keeps no order: it shows that the check of the order finds what there is to find.
 */
public final class RawFanOut implements Contender {
  @Override
  public String name() {
    return "raw, a virtual thread per record (no order)";
  }

  @Override
  public Role role() {
    return Role.BASELINE;
  }

  @Override
  public Running start(Source source, Handling handling) {
    RawHandler handler = new RawHandler(source, handling, true);
    return PollThread.start(
        source.group(),
        source.subscribed(),
        (polled, closed) -> fanOut(polled, closed, handler),
        handler::close);
  }

  private static void fanOut(
      ConsumerRecords<byte[], byte[]> polled, BooleanSupplier closed, RawHandler handler) {
    if (closed.getAsBoolean()) {
      return;
    }
    CountDownLatch open = new CountDownLatch(polled.count());
    for (ConsumerRecord<byte[], byte[]> record : polled) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              handler.handle(record);
            } finally {
              open.countDown();
            }
          });
    }
    try {
      open.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
