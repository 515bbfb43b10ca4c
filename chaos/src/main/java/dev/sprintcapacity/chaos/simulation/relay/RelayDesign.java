package dev.sprintcapacity.chaos.simulation.relay;

import dev.sprintcapacity.postgres.eventlog.ComparedEvent;
import dev.sprintcapacity.postgres.eventlog.EventBatch;
import dev.sprintcapacity.postgres.eventlog.LogCursor;
import dev.sprintcapacity.postgres.eventlog.LogReader;
import dev.sprintcapacity.postgres.eventlog.LogRows;
import dev.sprintcapacity.postgres.eventlog.PublishedEvent;
import dev.sprintcapacity.postgres.eventlog.ReadLimits;
import dev.sprintcapacity.service.relay.ports.KafkaConnection;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;

/**
 * How relays are built. Open: tests build some with a mistake, to show that the simulation finds
 * it; every default is the real relay. Used by several worlds at once, so without a state.
 */
interface RelayDesign {
  /** As the product is. */
  RelayDesign REAL = new RelayDesign() {};

  /** Whether its worlds may restore the database, which it has to notice then. */
  default boolean meetsRestores() {
    return true;
  }

  /** Reads what is to be published. */
  default EventBatch read(LogRows rows, LogCursor cursor, ReadLimits limits) {
    return new LogReader(rows).read(cursor, limits);
  }

  /** Reads what is to be published first behind a cursor that another has left. */
  default EventBatch resume(LogRows rows, LogCursor cursor, ReadLimits limits) {
    return new LogReader(rows).resume(cursor, limits);
  }

  /** Whether it believes that the log holds what was published last. */
  default boolean trusts(boolean holds) {
    return holds;
  }

  /** What it believes of the ends of the topics. */
  default List<ComparedEvent> trusts(List<ComparedEvent> compared) {
    return compared;
  }

  /** What it looks for at the ends of the topics. */
  default List<PublishedEvent> trustsLast(List<PublishedEvent> last) {
    return last;
  }

  /** A connection with Kafka. */
  default KafkaConnection kafka(Supplier<KafkaConnection> real) {
    return real.get();
  }

  /** The id under which a life publishes. */
  default String transactionalId(String relay, String life) {
    return "sprintcap-relay-" + relay;
  }

  /** What the publisher speaks to. */
  default Producer<byte[], byte[]> producer(Producer<byte[], byte[]> real) {
    return real;
  }
}
