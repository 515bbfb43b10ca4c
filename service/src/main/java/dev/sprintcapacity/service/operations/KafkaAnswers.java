package dev.sprintcapacity.service.operations;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Waits for answers of Kafka, with a bound, and says what to do where none comes. */
final class KafkaAnswers {

  private static final String LOOK_AT_KAFKA =
      "see whether the broker runs, and KAFKA_BOOTSTRAP_SERVERS";

  private KafkaAnswers() {}

  /**
   * The answer.
   *
   * @param question what was asked, as the end of a sentence
   * @throws KafkaUnavailableException where none came in time, or a refusal
   */
  static <T> T await(String question, KafkaFuture<T> answer) {
    try {
      return answer.get(OperationsClients.ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw unavailable(question, e);
    } catch (ExecutionException e) {
      throw unavailable(question, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(question, e);
    }
  }

  /** The same for what may have vanished since it was listed; empty then. */
  static <T> Optional<T> awaitIfThere(String question, KafkaFuture<T> answer) {
    try {
      return Optional.of(await(question, answer));
    } catch (KafkaUnavailableException e) {
      if (e.getCause() instanceof GroupIdNotFoundException
          || e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** What a failure means to the one who asked. */
  static KafkaUnavailableException unavailable(String question, Throwable failure) {
    String todo =
        switch (failure) {
          case AuthorizationException refused ->
              "the service has no right to: grant its Kafka user Describe on groups and topics,"
                  + " Read on dead letters";
          case TimeoutException late ->
              "no answer within %d s: %s"
                  .formatted(OperationsClients.ANSWER_LIMIT.toSeconds(), LOOK_AT_KAFKA);
          case org.apache.kafka.common.errors.TimeoutException late ->
              "no answer: " + LOOK_AT_KAFKA;
          case KafkaException kafka -> firstLine(kafka);
          default -> failure.getClass().getSimpleName();
        };
    return new KafkaUnavailableException(
        "Kafka could not be asked for %s: %s".formatted(question, todo), failure);
  }

  private static String firstLine(KafkaException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.lines().findFirst().orElse(failure.getClass().getSimpleName());
  }
}
