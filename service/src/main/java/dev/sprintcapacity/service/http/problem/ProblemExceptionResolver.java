package dev.sprintcapacity.service.http.problem;

import dev.sprintcapacity.postgres.DatabaseContentionException;
import dev.sprintcapacity.postgres.DatabaseUnavailableException;
import dev.sprintcapacity.postgres.PostgresException;
import dev.sprintcapacity.postgres.PostgresFailures;
import dev.sprintcapacity.service.operations.BusyException;
import dev.sprintcapacity.service.operations.KafkaUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.coyote.BadRequestException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.transaction.TransactionException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.NoHandlerFoundException;

/** Answers every exception that leaves a handler, and logs those that are nobody's fault once. */
public final class ProblemExceptionResolver implements HandlerExceptionResolver {

  private static final Logger log = LoggerFactory.getLogger(ProblemExceptionResolver.class);

  /** A database that restarts is back within seconds. */
  private static final Duration RETRY_DATABASE = Duration.ofSeconds(5);

  private static final Duration RETRY_KAFKA = Duration.ofSeconds(5);
  private static final Duration RETRY_CONTENTION = Duration.ofSeconds(1);

  private final ProblemForm form;

  /** A resolver that writes problems in this form. */
  public ProblemExceptionResolver(ProblemForm form) {
    this.form = form;
  }

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception failure) {
    try {
      answer(failure, request, response);
    } catch (IOException e) {
      log.debug("The client left before it was answered", e);
    }
    return new ModelAndView();
  }

  /** Writes what the failure means to the client. */
  public void answer(Throwable failure, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (isClientGone(failure)) {
      log.debug("The client left: {}", failure.toString());
      return;
    }
    Problem problem = problem(failure, request);
    if (!response.isCommitted()) {
      response.resetBuffer();
      form.reply(problem, request).send(response);
    }
  }

  private static Problem problem(Throwable failure, HttpServletRequest request) {
    return switch (failure) {
      case ProblemException refused -> refused.problem();
      case HttpRequestMethodNotSupportedException method -> methodNotAllowed(method);
      case HttpMediaTypeNotAcceptableException accept ->
          Problem.of(
              ProblemCode.NOT_ACCEPTABLE,
              "This route answers with another media type than Accept asks for; errors are "
                  + ProblemWriter.MEDIA_TYPE
                  + ".");
      case NoHandlerFoundException noRoute ->
          Problem.of(ProblemCode.NOT_FOUND, "There is no such route. GET /openapi.json lists all.");
      case DataAccessException database ->
          databaseProblem(PostgresFailures.translate("answer a request", database), request);
      case TransactionException database ->
          databaseProblem(PostgresFailures.translate("answer a request", database), request);
      case PostgresException database -> databaseProblem(database, request);
      case KafkaUnavailableException kafka -> kafkaProblem(kafka, request);
      case BusyException busy ->
          Problem.of(
                  ProblemCode.TOO_MANY_REQUESTS,
                  "Nothing was done: %s. Try again shortly.".formatted(busy.getMessage()))
              .retryAfter(RETRY_CONTENTION);
      default ->
          hasCause(failure, BadRequestException.class)
              ? Problem.of(ProblemCode.BAD_REQUEST, "The body is not framed as HTTP asks.")
              : internalError(failure, request);
    };
  }

  private static Problem databaseProblem(PostgresException failure, HttpServletRequest request) {
    return switch (failure) {
      case DatabaseUnavailableException unavailable -> {
        log.warn("{} {}: {}", request.getMethod(), request.getRequestURI(), failure.getMessage());
        yield Problem.of(
                ProblemCode.DATABASE_UNAVAILABLE,
                "The database does not answer. If this was a write, read before you try again.")
            .retryAfter(RETRY_DATABASE);
      }
      case DatabaseContentionException contention -> {
        log.warn("{} {}: {}", request.getMethod(), request.getRequestURI(), failure.getMessage());
        yield Problem.of(
                ProblemCode.DATABASE_UNAVAILABLE,
                "Another change was in the way and nothing was written. Try again.")
            .retryAfter(RETRY_CONTENTION);
      }
      default -> internalError(failure, request);
    };
  }

  private static Problem kafkaProblem(
      KafkaUnavailableException failure, HttpServletRequest request) {
    log.warn("{} {}: {}", request.getMethod(), request.getRequestURI(), failure.getMessage());
    return Problem.of(
            ProblemCode.KAFKA_UNAVAILABLE,
            "%s. Sprints can be changed all the same; their events wait."
                .formatted(failure.getMessage()))
        .retryAfter(RETRY_KAFKA);
  }

  private static Problem internalError(Throwable failure, HttpServletRequest request) {
    log.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
    return Problem.of(
        ProblemCode.INTERNAL_ERROR,
        "This is a fault of the service and was logged under the id of this request.");
  }

  private static Problem methodNotAllowed(HttpRequestMethodNotSupportedException failure) {
    Set<HttpMethod> supported = failure.getSupportedHttpMethods();
    Set<String> allowed = new TreeSet<>();
    for (HttpMethod method : supported == null ? List.<HttpMethod>of() : supported) {
      allowed.add(method.name());
      if (method.equals(HttpMethod.GET)) {
        allowed.add(HttpMethod.HEAD.name());
      }
    }
    String list = String.join(", ", allowed);
    return Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "This route takes " + list + ".")
        .withHeader("Allow", list);
  }

  /** Nobody is left to answer: reading or writing failed for the connection's sake. */
  private static boolean isClientGone(Throwable failure) {
    return hasCause(failure, IOException.class)
        && !hasCause(failure, BadRequestException.class)
        && !(failure instanceof PostgresException)
        && !(failure instanceof DataAccessException)
        && !(failure instanceof TransactionException);
  }

  private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
