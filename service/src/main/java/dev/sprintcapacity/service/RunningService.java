package dev.sprintcapacity.service;

import io.micrometer.core.instrument.MeterRegistry;

/** A service that has been started and takes requests. Closing it twice does no harm. */
public interface RunningService extends AutoCloseable {

  /** The TCP port it listens on; never 0. */
  int port();

  /** What {@code /metrics} shows; others in this process may add theirs. */
  MeterRegistry meters();

  /** Lets running requests finish within the set bound, then stops everything. */
  @Override
  void close();
}
