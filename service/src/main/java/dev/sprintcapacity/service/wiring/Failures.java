package dev.sprintcapacity.service.wiring;

/** Says in one line what went wrong. */
final class Failures {

  private Failures() {}

  /** The message of the innermost cause, on one line. */
  static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return (message == null ? root.getClass().getSimpleName() : message)
        .replaceAll("\\s+", " ")
        .strip();
  }
}
