package dev.sprintcapacity.cli.tail;

import dev.sprintcapacity.cli.kafka.KafkaLocation;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What {@code tail} is asked to do.
 *
 * @param kafka where Kafka is
 * @param topics names of the topics to follow
 * @param fromBeginning everything that is still there, and not only what comes from now on
 * @param filter which records are shown
 * @param maxEvents end after this many shown records; empty for no end
 * @param idleExit end when nothing was published for this long; empty for no end
 */
record TailSettings(
    KafkaLocation kafka,
    SortedSet<String> topics,
    boolean fromBeginning,
    RecordFilter filter,
    OptionalLong maxEvents,
    Optional<Duration> idleExit) {
  TailSettings {
    topics = Collections.unmodifiableSortedSet(new TreeSet<>(topics));
    if (topics.isEmpty()) {
      throw new IllegalArgumentException("tail needs at least one topic");
    }
    if (maxEvents.isPresent() && maxEvents.getAsLong() < 1) {
      throw new IllegalArgumentException(
          "tail can end after 1 event or more, not after " + maxEvents.getAsLong());
    }
  }
}
