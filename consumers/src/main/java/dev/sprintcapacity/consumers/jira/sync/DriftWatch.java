package dev.sprintcapacity.consumers.jira.sync;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks for drift now and then, and says what it found. One thread, which is asleep mostly. */
public final class DriftWatch implements AutoCloseable {

  /** After a start the board has time to be caught up with. */
  static final Duration FIRST_AFTER = Duration.ofMinutes(5);

  /** A check reads the whole board: some calls an hour are nothing to Jira's limits. */
  static final Duration EVERY = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(DriftWatch.class);

  /** Of each check; all of them are in the report. */
  private static final int MOST_LINES = 10;

  private final DriftCheck check;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("jira-drift").factory());
  private volatile @Nullable DriftReport last;

  /** Only remembers. */
  public DriftWatch(DriftCheck check) {
    this.check = check;
  }

  /** Begins to check: 5 minutes from now, then every hour. */
  public void start() {
    var _ =
        timer.scheduleWithFixedDelay(
            this::runOnce, FIRST_AFTER.toMinutes(), EVERY.toMinutes(), TimeUnit.MINUTES);
  }

  /** Checks once; a check that fails is logged and leaves the last report as it was. */
  public void runOnce() {
    try {
      DriftReport report = check.run();
      last = report;
      tell(report);
    } catch (SQLException | RuntimeException failure) {
      LOG.warn("Jira could not be compared with what is wanted: {}", failure.getMessage());
    }
  }

  private static void tell(DriftReport report) {
    if (report.drifts().isEmpty()) {
      LOG.info("Jira is as wanted: {} sprints compared", report.compared());
      return;
    }
    LOG.warn(
        "Jira differs from what is wanted in {} places, {} sprints compared",
        report.drifts().size(),
        report.compared());
    report.drifts().stream().limit(MOST_LINES).forEach(drift -> LOG.warn("Drift: {}", drift));
  }

  /** The last check that came to an end; empty before the first. */
  public Optional<DriftReport> last() {
    return Optional.ofNullable(last);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
