package dev.sprintcapacity.benchmarks.consumer.contender;

import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** One thread polls and handles, record by record. */
public final class RawLoop implements Contender {
  private final boolean decoding;

  /**
   * A poll loop.
   *
   * @param decoding whether it decodes events, as the others do, or looks at no byte of them
   */
  public RawLoop(boolean decoding) {
    this.decoding = decoding;
  }

  @Override
  public String name() {
    return decoding ? "raw poll loop, decoding" : "raw poll loop";
  }

  @Override
  public Role role() {
    return Role.BASELINE;
  }

  @Override
  public Running start(Source source, Handling handling) {
    RawHandler handler = new RawHandler(source, handling, decoding);
    return PollThread.start(
        source.group(),
        source.subscribed(),
        (polled, closed) -> handleAll(polled, closed, handler),
        handler::close);
  }

  private static void handleAll(
      ConsumerRecords<byte[], byte[]> polled, BooleanSupplier closed, RawHandler handler) {
    for (ConsumerRecord<byte[], byte[]> record : polled) {
      if (closed.getAsBoolean()) {
        return;
      }
      handler.handle(record);
    }
  }
}
