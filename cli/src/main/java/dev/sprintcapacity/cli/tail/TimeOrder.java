package dev.sprintcapacity.cli.tail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.events.EventHeaders;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;

/**
 * Lays the records of one fetch in one line: each partition keeps its order, and among the
 * partitions the earlier record goes first. A fetch brings records partition by partition; a reader
 * wants the sprint before its team.
 */
final class TimeOrder {
  /** The sequence number decides between records of the same millisecond. */
  private static final Comparator<ConsumerRecord<byte[], byte[]>> EARLIER =
      Comparator.<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp)
          .thenComparingLong(TimeOrder::sequenceOf);

  private TimeOrder() {}

  static List<ConsumerRecord<byte[], byte[]>> of(ConsumerRecords<byte[], byte[]> fetched) {
    List<Deque<ConsumerRecord<byte[], byte[]>>> queues = new ArrayList<>();
    fetched
        .partitions()
        .forEach(partition -> queues.add(new ArrayDeque<>(fetched.records(partition))));
    List<ConsumerRecord<byte[], byte[]>> line = new ArrayList<>(fetched.count());
    queues.removeIf(Deque::isEmpty);
    while (!queues.isEmpty()) {
      var next = queues.stream().min(Comparator.comparing(Deque::getFirst, EARLIER)).orElseThrow();
      line.add(next.removeFirst());
      if (next.isEmpty()) {
        queues.removeIf(Deque::isEmpty);
      }
    }
    return line;
  }

  private static long sequenceOf(ConsumerRecord<byte[], byte[]> kafkaRecord) {
    Header sequence = kafkaRecord.headers().lastHeader(EventHeaders.SEQUENCE);
    if (sequence == null || sequence.value() == null) {
      return Long.MAX_VALUE;
    }
    try {
      return Long.parseLong(new String(sequence.value(), UTF_8));
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }
}
