package dev.sprintcapacity.service.settings;

import java.time.Duration;

/**
 * What the HTTP side is told.
 *
 * @param address address that is listened on
 * @param port TCP port, 0 for a free one
 * @param concurrentWrites writes processed at the same time; more are refused with 429
 * @param shutdownWait time running requests get to finish at shutdown
 */
public record HttpSettings(String address, int port, int concurrentWrites, Duration shutdownWait) {}
