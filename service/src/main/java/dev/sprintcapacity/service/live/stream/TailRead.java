package dev.sprintcapacity.service.live.stream;

/**
 * One read of the tail.
 *
 * @param number ascending
 * @param from where it began
 */
record TailRead(long number, TailPlace from) {}
