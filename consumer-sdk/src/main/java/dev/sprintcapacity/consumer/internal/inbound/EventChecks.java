package dev.sprintcapacity.consumer.internal.inbound;

import dev.sprintcapacity.consumer.internal.inbound.InboundCounters.Noticed;
import dev.sprintcapacity.consumer.lag.InboundCounts;
import java.util.Collection;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The checks of a consumer: first how the event stands to those that were handled, then whether it
 * is one at all. Nothing a record holds makes a check throw.
 */
public final class EventChecks implements InboundChecks {
  private final EventReading reading;
  private final DeliveryMemory memory;
  private final InboundCounters counters = new InboundCounters();

  /**
   * Only remembers how.
   *
   * @param settings how
   * @param nanoTime a clock that only runs forward, for the patience with gaps
   */
  public EventChecks(InboundSettings settings, LongSupplier nanoTime) {
    this.reading = new EventReading(settings);
    this.memory = new DeliveryMemory(settings, nanoTime);
  }

  @Override
  public Inbound check(ConsumerRecord<byte[], byte[]> record) {
    RecordFacts facts = RecordFacts.of(record);
    DeliveryMemory.Look look = memory.look(record, facts);
    Tally tally = new Tally(counters, look.isFirst());
    tally.add(Noticed.UNREADABLE_HEADER, facts.unreadable());
    Inbound against = memory.judge(look, tally);
    return against == null ? reading.read(record, facts, tally) : against;
  }

  @Override
  public void handled(ConsumerRecord<byte[], byte[]> record) {
    memory.handled(record);
  }

  @Override
  public void assigned(Collection<TopicPartition> partitions) {
    memory.assigned(partitions);
  }

  @Override
  public void revoked(Collection<TopicPartition> partitions) {
    memory.revoked(partitions);
  }

  @Override
  public InboundCounts counts() {
    return counters.counts();
  }
}
