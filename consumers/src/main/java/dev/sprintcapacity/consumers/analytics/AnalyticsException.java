package dev.sprintcapacity.consumers.analytics;

import dev.sprintcapacity.consumers.ConsumersException;
import org.jspecify.annotations.Nullable;

/** Analytics cannot do what it was asked for; the message says what to do. */
public class AnalyticsException extends ConsumersException {

  private static final long serialVersionUID = 1L;

  AnalyticsException(String message) {
    super(message);
  }

  AnalyticsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
