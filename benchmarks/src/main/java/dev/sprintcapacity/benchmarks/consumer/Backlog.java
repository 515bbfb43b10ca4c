package dev.sprintcapacity.benchmarks.consumer;

/**
 * Records that lie ready in a topic.
 *
 * @param topic its name
 * @param partitions its partitions
 * @param keys how many keys the records have, in turn
 * @param records how many there are
 */
record Backlog(String topic, int partitions, int keys, long records) {}
