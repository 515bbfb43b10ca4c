package dev.sprintcapacity.cli.reconcile;

/**
 * 128 bits that stand for topic, key, headers and value of one event.
 *
 * @param high the first 64
 * @param low the others
 */
record EventHash(long high, long low) {}
