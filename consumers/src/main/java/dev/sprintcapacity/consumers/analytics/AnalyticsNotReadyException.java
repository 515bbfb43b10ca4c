package dev.sprintcapacity.consumers.analytics;

/** The database has no tables of analytics: its consumer never ran against it. */
public final class AnalyticsNotReadyException extends AnalyticsException {

  private static final long serialVersionUID = 1L;

  AnalyticsNotReadyException(Throwable cause) {
    super(
        "The database has no analytics yet: start the consumer of group %s against it, which makes the tables"
            .formatted(AnalyticsConsumer.GROUP),
        cause);
  }
}
