package dev.sprintcapacity.chaos;

/**
 * A campaign could not be carried out; what it found wrong with the service is a finding instead.
 */
public class ChaosException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure with its reason in words. */
  public ChaosException(String message) {
    super(message);
  }

  /** A failure with its cause. */
  public ChaosException(String message, Throwable cause) {
    super(message, cause);
  }
}
