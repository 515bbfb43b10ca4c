package dev.sprintcapacity.consumer;

/**
 * What a consumer did since its start, and what it holds. The first eleven only grow.
 *
 * @param handledRecords whose handler did its work
 * @param skippedRecords whose handler said that there is no work
 * @param ignoredRecords for which no handler was asked: nobody registered, or a repetition
 * @param failedAttempts after which another came
 * @param deadLetters written
 * @param parkedRecords of the dead letters, those that stood behind a parked key
 * @param failedWrites of dead letters and parked keys, tried again
 * @param doneBeforeRecords left out because a commit named them as done
 * @param inlineRecords handled on the polling thread
 * @param takeOvers of the polling by another thread, because a handler took long
 * @param foreignRecords in redrive topics that no redrive of the group wrote, left out
 * @param recordsInMemory read and neither done nor handed over
 * @param busyKeys with a handler that runs, or waits for its turn
 * @param waitingKeys of these, whose next attempt waits for its time
 * @param partitions held, those of redrive topics included
 * @param pausedPartitions of these, not read at the moment
 * @since 0.1.0
 */
public record ConsumerStatistics(
    long handledRecords,
    long skippedRecords,
    long ignoredRecords,
    long failedAttempts,
    long deadLetters,
    long parkedRecords,
    long failedWrites,
    long doneBeforeRecords,
    long inlineRecords,
    long takeOvers,
    long foreignRecords,
    int recordsInMemory,
    int busyKeys,
    int waitingKeys,
    int partitions,
    int pausedPartitions) {}
