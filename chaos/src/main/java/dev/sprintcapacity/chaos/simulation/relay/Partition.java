package dev.sprintcapacity.chaos.simulation.relay;

import dev.sprintcapacity.postgres.eventlog.PublishedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A partition's log with its markers: what is written, and what of it is committed. */
final class Partition {
  /**
   * A record.
   *
   * @param key its key
   * @param value its value
   * @param event what it says where it is an event of ours
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes go through as they are, and are never compared
  record Message(String key, byte[] value, @Nullable PublishedEvent event) {}

  /** One offset; a marker where there is no message. */
  private static final class Entry {
    private final @Nullable Message message;
    private boolean committed;

    Entry(@Nullable Message message) {
      this.message = message;
    }
  }

  private final String topic;
  private final int number;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<Transaction, Integer> open = new LinkedHashMap<>();
  private final Map<Transaction, Long> lastBatches = new HashMap<>();
  private final Map<Transaction, List<Entry>> members = new HashMap<>();

  Partition(String topic, int number) {
    this.topic = topic;
    this.number = number;
  }

  String topic() {
    return topic;
  }

  /** The offset behind the last record. */
  int end() {
    return entries.size();
  }

  /** The offset before which every transaction has ended. */
  int stableEnd() {
    return open.isEmpty() ? entries.size() : open.values().iterator().next();
  }

  boolean holdsOpen(Transaction transaction) {
    return open.containsKey(transaction);
  }

  /** Appends a batch of a transaction, once however often it comes. */
  void append(Transaction transaction, long batch, List<Message> messages) {
    long last = lastBatches.getOrDefault(transaction, -1L);
    if (batch <= last) {
      return;
    }
    lastBatches.put(transaction, batch);
    open.putIfAbsent(transaction, entries.size());
    for (Message message : messages) {
      Entry entry = new Entry(message);
      entries.add(entry);
      if (message.event() != null) {
        transaction.events().add(message.event());
      }
      members(transaction).add(entry);
    }
  }

  private List<Entry> members(Transaction transaction) {
    return members.computeIfAbsent(transaction, _ -> new ArrayList<>());
  }

  /** Writes the marker that ends a transaction here. */
  void mark(Transaction transaction, boolean commit) {
    if (open.remove(transaction) == null) {
      return;
    }
    if (commit) {
      members(transaction).forEach(entry -> entry.committed = true);
    }
    members.remove(transaction);
    lastBatches.remove(transaction);
    entries.add(new Entry(null));
  }

  /** What a reader of committed records sees from one offset to before another. */
  List<Message> committed(int from, int to) {
    List<Message> seen = new ArrayList<>();
    for (Entry entry : entries.subList(Math.max(from, 0), Math.min(to, stableEnd()))) {
      Message message = entry.message;
      if (message != null && entry.committed) {
        seen.add(message);
      }
    }
    return seen;
  }

  /** The newest committed record of a key. */
  Optional<Message> newest(String key) {
    for (int offset = stableEnd() - 1; offset >= 0; offset--) {
      Entry entry = entries.get(offset);
      Message message = entry.message;
      if (message != null && entry.committed && message.key().equals(key)) {
        return Optional.of(message);
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return topic + "-" + number;
  }
}
