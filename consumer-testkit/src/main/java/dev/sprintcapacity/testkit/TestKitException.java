package dev.sprintcapacity.testkit;

/**
 * A test asked the kit for something that cannot be, or the consumer did not come to an end.
 *
 * @since 0.1.0
 */
public class TestKitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A mistake.
   *
   * @param message what is wrong, with the value, and what to do
   */
  public TestKitException(String message) {
    super(message);
  }
}
