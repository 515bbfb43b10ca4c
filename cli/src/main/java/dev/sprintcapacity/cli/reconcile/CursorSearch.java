package dev.sprintcapacity.cli.reconcile;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Finds the newest cursor that a relay keeps for an event table. */
final class CursorSearch {
  /** Usually holds the newest cursor; the rest is read only where it does not. */
  private static final long TAIL_RECORDS = 500;

  private CursorSearch() {}

  /** The newest cursor; none where no relay has published this event table. */
  static Optional<RelayCursor> newest(KafkaSide kafka, TableIdentity table) {
    Set<TopicPartition> partitions = kafka.partitionsOf(RelayCursor.TOPIC);
    if (partitions.isEmpty()) {
      return Optional.empty();
    }
    Map<TopicPartition, Long> first = kafka.beginnings(partitions);
    Map<TopicPartition, Long> end = kafka.ends(partitions);
    Map<TopicPartition, Long> tail = new HashMap<>();
    end.forEach((partition, offset) ->
        tail.put(partition, Math.max(first.getOrDefault(partition, 0L), offset - TAIL_RECORDS)));
    return lastBetween(kafka, tail, end, table)
        .or(() -> tail.equals(first) ? Optional.empty() : lastBetween(kafka, first, tail, table));
  }

  private static Optional<RelayCursor> lastBetween(
      KafkaSide kafka,
      Map<TopicPartition, Long> from,
      Map<TopicPartition, Long> to,
      TableIdentity table) {
    AtomicReference<@Nullable RelayCursor> last = new AtomicReference<>();
    kafka.read(
        from,
        to,
        found -> {
          if (found.value() != null) {
            RelayCursor.parse(found.value(), table).ifPresent(last::set);
          }
        });
    return Optional.ofNullable(last.get());
  }
}
