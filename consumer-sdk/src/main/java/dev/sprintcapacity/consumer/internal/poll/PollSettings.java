package dev.sprintcapacity.consumer.internal.poll;

import java.time.Duration;
import java.util.Set;

/**
 * How the loop polls.
 *
 * @param topics to subscribe to
 * @param maxRecordsInMemory read and neither done nor handed over
 * @param maxPollRecords the most that one poll brings
 * @param commitInterval longest time between something done and its commit
 * @param commitRecords so many records done are committed earlier
 * @param handoverLimit longest wait for handlers when partitions go to another member
 */
public record PollSettings(
    Set<String> topics,
    int maxRecordsInMemory,
    int maxPollRecords,
    Duration commitInterval,
    int commitRecords,
    Duration handoverLimit) {
  /** Copies the topics. */
  public PollSettings {
    topics = Set.copyOf(topics);
  }
}
