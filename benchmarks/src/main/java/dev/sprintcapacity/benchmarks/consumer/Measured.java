package dev.sprintcapacity.benchmarks.consumer;

/**
 * What one contender did in one round of one cell.
 *
 * @param eventsPerSecond handled, without those that failed
 * @param cpuMicrosPerEvent of the whole JVM, the Kafka client, the JIT and the collector included;
 *     unlike time it hardly depends on what else the machine does
 * @param bytesPerEvent allocated by the whole JVM, the Kafka client included
 * @param violations of the order
 * @param repetitions of records that had been handled
 */
record Measured(
    double eventsPerSecond,
    double cpuMicrosPerEvent,
    double bytesPerEvent,
    long violations,
    long repetitions) {}
