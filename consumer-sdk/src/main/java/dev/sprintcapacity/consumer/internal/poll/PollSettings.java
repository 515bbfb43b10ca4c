package dev.sprintcapacity.consumer.internal.poll;

import java.time.Duration;
import java.util.Set;

/**
 * How the loop polls.
 *
 * @param topics to subscribe to
 * @param redriveTopics to subscribe to as well, as far as they are there: dead letters come back in
 *     them
 * @param maxRecordsInMemory read and neither done nor handed over
 * @param maxPollRecords the most that one poll brings
 * @param commitInterval longest time between something done and its commit
 * @param commitRecords so many records done are committed earlier
 * @param handoverLimit longest wait for handlers when partitions go to another member
 */
public record PollSettings(
    Set<String> topics,
    Set<String> redriveTopics,
    int maxRecordsInMemory,
    int maxPollRecords,
    Duration commitInterval,
    int commitRecords,
    Duration handoverLimit) {
  /** Copies both sets of topics. */
  public PollSettings {
    topics = Set.copyOf(topics);
    redriveTopics = Set.copyOf(redriveTopics);
  }
}
