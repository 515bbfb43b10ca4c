package dev.sprintcapacity.service.http.problem;

import dev.sprintcapacity.service.ServiceException;

/**
 * A request is refused before it reaches a use case, because it is not what the protocol asks for.
 * Refusals of the business are values and never this exception.
 */
public final class ProblemException extends ServiceException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.code() + ": " + problem.detail());
    this.problem = problem;
  }

  public ProblemException(ProblemCode code, String detail) {
    this(Problem.of(code, detail));
  }

  /** What to answer. */
  public Problem problem() {
    return problem;
  }

  /** Refusing is routine; where it happened is of no interest. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
