package dev.sprintcapacity.chaos.simulation.consumer;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A record of an event topic, what its handler does with it, and what became of it. */
final class Fact {
  private final Name name;
  private final Course course;
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

  /**
   * Which event it is.
   *
   * @param sequence among those of its key
   */
  record Name(String key, long sequence, UUID id) {}

  /**
   * What its handler does.
   *
   * @param times how often it fails first, where its fate is to fail some times
   */
  record Course(Fate fate, int times) {}

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

  Fact(TopicPartition partition, long offset, Name name, Kind kind, Course course) {
    this(partition, offset, name, kind, course, null);
  }

  private Fact(
      TopicPartition partition,
      long offset,
      Name name,
      Kind kind,
      Course course,
      @Nullable Fact original) {
    this.partition = partition;
    this.offset = offset;
    this.name = name;
    this.key = name.key();
    this.sequence = name.sequence();
    this.id = name.id();
    this.kind = kind;
    this.course = course;
    this.fate = course.fate();
    this.times = course.times();
    this.original = original;
  }

  /** The same event, published once more. */
  Fact repeatedAt(long again) {
    return new Fact(partition, again, name, kind, course, this);
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
