package dev.sprintcapacity.chaos.checker;

import dev.sprintcapacity.chaos.findings.Findings;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares what was consumed with what the table holds. Rows and records may come in any mixture;
 * what waits for its other half is held, what has found it is forgotten but for a window.
 */
final class TopicCheck {
  /** So many numbers of a sprint are remembered to tell a second event from the same again. */
  private static final int NUMBERS_PER_SPRINT = 64;

  private final Findings<FindingKind> findings;
  private final SeenIds seen;
  private final Map<UUID, LoggedEvent> waitingRows = new LinkedHashMap<>();
  private final Map<UUID, ConsumedRecord> waitingRecords = new LinkedHashMap<>();
  private final List<ConsumedRecord> nameless = new ArrayList<>();
  private final Map<String, Long> offsets = new HashMap<>();
  private final Map<Lane, Order> orders = new HashMap<>();

  TopicCheck(Findings<FindingKind> findings, int window) {
    this.findings = findings;
    this.seen = new SeenIds(window);
  }

  void row(LoggedEvent row) {
    ConsumedRecord record = waitingRecords.remove(row.id());
    if (record == null) {
      record = namelessByPlace(row);
      nameless.remove(record);
    }
    if (record == null) {
      waitingRows.put(row.id(), row);
    } else {
      compare(row, record);
    }
  }

  void record(ConsumedRecord record) {
    judgeOffset(record);
    if (!record.headers().complete()) {
      findings.add(FindingKind.HEADER_MISSING, record.name() + " has " + record.headers());
    }
    UUID id = record.headers().id();
    if (id != null && seen.see(id, record.topic()) != null) {
      findings.add(FindingKind.DUPLICATE, record.name());
      return;
    }
    if (!judgeOrder(record)) {
      return;
    }
    LoggedEvent row = id == null ? rowByPlace(record) : waitingRows.get(id);
    if (row != null) {
      waitingRows.remove(row.id());
      compare(row, record);
    } else if (id != null) {
      waitingRecords.put(id, record);
    } else {
      nameless.add(record);
    }
  }

  private void judgeOffset(ConsumedRecord record) {
    String partition = record.topic() + "-" + record.partition();
    Long last = offsets.get(partition);
    if (last != null && record.offset() <= last) {
      findings.add(
          FindingKind.OFFSET_NOT_RISING, "%s came after offset %d".formatted(record.name(), last));
      return;
    }
    offsets.put(partition, record.offset());
  }

  /** Judges the record's place among those of its sprint; false where it may not be matched. */
  private boolean judgeOrder(ConsumedRecord record) {
    String sprint = record.sprint();
    Long sequence = record.headers().sequence();
    if (sprint == null) {
      return true;
    }
    Order order = orders.computeIfAbsent(new Lane(record.topic(), sprint), lane -> new Order());
    if (order.partition == Order.NONE) {
      order.partition = record.partition();
    } else if (order.partition != record.partition()) {
      findings.add(
          FindingKind.SPRINT_IN_TWO_PARTITIONS,
          "%s, before in %d".formatted(record.name(), order.partition));
    }
    if (sequence == null) {
      return true;
    }
    UUID id = record.headers().id();
    UUID other = order.recent.get(sequence);
    if (id != null && other != null && !other.equals(id)) {
      findings.add(FindingKind.RECORD_SEQUENCE_TWICE, record.name() + ", also " + other);
      return false;
    }
    if (sequence < order.last) {
      findings.add(FindingKind.INVERSION, "%s came after #%d".formatted(record.name(), order.last));
    }
    order.last = Math.max(order.last, sequence);
    order.remember(sequence, id);
    return true;
  }

  private @Nullable LoggedEvent rowByPlace(ConsumedRecord record) {
    for (LoggedEvent row : waitingRows.values()) {
      if (samePlace(row, record)) {
        return row;
      }
    }
    return null;
  }

  private @Nullable ConsumedRecord namelessByPlace(LoggedEvent row) {
    for (ConsumedRecord record : nameless) {
      if (samePlace(row, record)) {
        return record;
      }
    }
    return null;
  }

  private static boolean samePlace(LoggedEvent row, ConsumedRecord record) {
    return row.sprintId().equals(record.sprint())
        && Long.valueOf(row.sequence()).equals(record.headers().sequence());
  }

  private void compare(LoggedEvent row, ConsumedRecord record) {
    String pair = record.name() + " of row " + row.name();
    RecordHeaders headers = record.headers();
    if (!record.topic().equals(row.topic())) {
      findings.add(FindingKind.WRONG_TOPIC, pair + " for topic " + row.topic());
    }
    if (!row.sprintId().equals(record.key())) {
      findings.add(FindingKind.WRONG_KEY, pair + " has key " + record.key());
    }
    if (differs(headers.sequence(), row.sequence()) || differs(headers.type(), row.type())) {
      findings.add(FindingKind.HEADER_AGAINST_ROW, pair + " has " + headers);
    }
    Contents value = record.contents();
    if (!value.digest().equals(row.contents().digest())) {
      findings.add(FindingKind.DIFFERENT_BYTES, pair);
    } else if (!differs(headers.type(), row.type())
        && (differs(headers.type(), value.eventType())
            || differs(headers.subject(), value.sprintId())
            || differs(headers.time(), value.time()))) {
      findings.add(FindingKind.HEADER_AGAINST_VALUE, pair + " has " + headers);
    }
    if (record.timestamp().isBefore(row.occurredAt().truncatedTo(ChronoUnit.MILLIS))) {
      findings.add(
          FindingKind.RECORD_BEFORE_CHANGE,
          "%s at %s, changed at %s".formatted(pair, record.timestamp(), row.occurredAt()));
    }
  }

  /** An absent header was reported as such; here only what is there can differ. */
  private static boolean differs(@Nullable Object header, @Nullable Object expected) {
    return header != null && !header.equals(expected);
  }

  /** What still waits now waits for ever. */
  void finish(LongPredicate refusedMark) {
    for (LoggedEvent row : waitingRows.values()) {
      findings.add(FindingKind.LOST, row.name());
    }
    List<ConsumedRecord> rowless = new ArrayList<>(waitingRecords.values());
    rowless.addAll(nameless);
    for (ConsumedRecord record : rowless) {
      findings.add(
          refusedMark.test(record.contents().mark())
              ? FindingKind.ABORTED_READ
              : FindingKind.PHANTOM,
          record.name());
    }
  }

  int waitingRows() {
    return waitingRows.size();
  }

  int waitingRecords() {
    return waitingRecords.size() + nameless.size();
  }

  /** The events of a sprint in one topic. */
  private record Lane(String topic, String sprint) {}

  private static final class Order {
    private static final int NONE = -1;

    private int partition = NONE;
    private long last;
    private final TreeMap<Long, UUID> recent = new TreeMap<>();

    void remember(long sequence, @Nullable UUID id) {
      if (id == null) {
        return;
      }
      recent.put(sequence, id);
      if (recent.size() > NUMBERS_PER_SPRINT) {
        recent.pollFirstEntry();
      }
    }
  }
}
