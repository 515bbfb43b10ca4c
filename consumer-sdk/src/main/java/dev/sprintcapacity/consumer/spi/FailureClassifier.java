package dev.sprintcapacity.consumer.spi;

/**
 * Says what a handler's exception means. Open: applications know their own exceptions. Must be safe
 * for use by many threads and must not throw.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface FailureClassifier {
  /**
   * Classifies an exception.
   *
   * @param failure what the handler threw
   * @return what to do
   */
  Failure classify(Throwable failure);

  /**
   * What an exception means for the event.
   *
   * @since 0.1.0
   */
  enum Failure {
    /** Trying again may help. */
    RETRIABLE,
    /** Trying again will not help. */
    PERMANENT,
    /** Nothing can be handled any more: stop the consumer without committing the event. */
    FATAL
  }
}
