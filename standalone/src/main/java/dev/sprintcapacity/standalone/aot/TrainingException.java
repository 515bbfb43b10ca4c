package dev.sprintcapacity.standalone.aot;

/** The product did not do what a training run asked of it. */
public final class TrainingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TrainingException(String message) {
    super(message);
  }
}
