package dev.sprintcapacity.service.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a group is behind in one topic.
 *
 * @param topic one of the events', or the group's redrive topic beside it
 * @param partitions how many the topic has
 * @param partitionsWithoutCommit of these, those of which the group never committed anything; they
 *     count from their first record on
 * @param lagRecords records that are not handled; markers of transactions between them count as
 *     well, so it may be fewer
 * @param oldestUnhandledAt when the oldest of these was written; null where there is none
 * @param complete false where there was no time to look at each partition: the oldest may be older
 */
public record TopicLag(
    String topic,
    int partitions,
    int partitionsWithoutCommit,
    long lagRecords,
    @Nullable Instant oldestUnhandledAt,
    boolean complete) {}
