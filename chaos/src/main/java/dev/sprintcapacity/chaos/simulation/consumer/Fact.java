package dev.sprintcapacity.chaos.simulation.consumer;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A record of an event topic, what its handler does with it, and what became of it. */
final class Fact {
  final TopicPartition partition;
  final long offset;
  final String key;
  final long sequence;
  final UUID id;
  final Kind kind;
  final Fate fate;

  /** How often it fails first, where its fate is to fail some times. */
  final int times;

  /** The same event, published before into the same partition. */
  final @Nullable Fact original;

  /** A handler was done with it, and told the consumer so. */
  boolean handled;

  /** In whose tenure of the partition that attempt began, and when it ended. */
  @Nullable Object handledIn;

  long handledAt;

  /** The same, after it had been sent back as a dead letter. */
  boolean replayed;

  /** It stands in the topic of dead letters. */
  boolean letter;

  /** Its key was parked because of it. */
  boolean parked;

  /** Effects of its event in the outside world. */
  int effects;

  private final Map<String, Attempts> attempts = new HashMap<>();

  /** How attempts of one life of a member ended. */
  static final class Attempts {
    int failures;
    boolean forGood;

    /** Whose tenure of the partition it was when the last one began. */
    @Nullable Object tenure;
  }

  /** What kind of record it is. */
  enum Kind {
    EVENT,
    /** Nobody can read it. */
    POISON,
    /** Of a type that nobody handles. */
    UNKNOWN
  }

  /** What its handler does, until its bug is mended. */
  enum Fate {
    HANDLE,
    SKIP,
    FAIL_SOME_TIMES,
    ASK_FOR_LATER_SOME_TIMES,
    FAIL_ALWAYS,
    FAIL_FOR_GOOD,
    ASK_FOR_A_DEAD_LETTER
  }

  Fact(
      TopicPartition partition,
      long offset,
      String key,
      long sequence,
      UUID id,
      Kind kind,
      Fate fate,
      int times,
      @Nullable Fact original) {
    this.partition = partition;
    this.offset = offset;
    this.key = key;
    this.sequence = sequence;
    this.id = id;
    this.kind = kind;
    this.fate = fate;
    this.times = times;
    this.original = original;
  }

  Attempts attemptsOf(String life) {
    return attempts.computeIfAbsent(life, unseen -> new Attempts());
  }

  /** Whether its offset may be committed. */
  boolean isFinished(boolean parks) {
    return kind == Kind.UNKNOWN
        || handled
        || replayed
        || (letter && (parked || !parks))
        || (original != null && original.isFinished(parks));
  }

  /** Whether it, or the same event before it, was handled. */
  boolean isHandled() {
    return handled || replayed || (original != null && original.isHandled());
  }

  @Override
  public String toString() {
    return key + "#" + sequence + " at " + partition + "@" + offset;
  }
}
