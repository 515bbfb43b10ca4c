package dev.sprintcapacity.benchmarks.consumer;

/**
 * What one contender did in one round of one cell.
 *
 * @param eventsPerSecond handled, without those that failed
 * @param bytesPerEvent allocated by the whole JVM, the Kafka client included
 * @param violations of the order
 * @param repetitions of records that had been handled
 */
record Measured(double eventsPerSecond, double bytesPerEvent, long violations, long repetitions) {}
