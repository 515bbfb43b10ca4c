package dev.sprintcapacity.benchmarks.consumer.contender;

import dev.sprintcapacity.benchmarks.consumer.contender.Handling.PoisonedException;
import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import io.confluent.parallelconsumer.PollContext;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Confluent's Parallel Consumer in order of keys. It tries again for ever by itself; a user counts
 * the attempts and writes dead letters, as its documentation advises.
 */
public final class ParallelConsumer implements Contender {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
  private static final Duration RETRY_DELAY = Duration.ofMillis(Handling.RETRY_MILLIS);

  @Override
  public String name() {
    return "Confluent Parallel Consumer";
  }

  @Override
  public Role role() {
    return Role.PEER;
  }

  @Override
  public Running start(Source source, Handling handling) {
    DeadLetters deadLetters = new DeadLetters(source);
    KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(source.consumerSettings());
    ParallelStreamProcessor<byte[], byte[]> processor =
        ParallelStreamProcessor.createEosStreamProcessor(
            ParallelConsumerOptions.<byte[], byte[]>builder()
                .consumer(consumer)
                .ordering(ProcessingOrder.KEY)
                .maxConcurrency(CONCURRENCY)
                .retryDelayProvider(record -> RETRY_DELAY)
                // it looks for a field of the client that later clients do not have
                .ignoreReflectiveAccessExceptionsForAutoCommitDisabledCheck(true)
                .build());
    processor.subscribe(List.of(source.topic()));
    processor.poll(context -> handle(context, handling, deadLetters));
    return () -> {
      processor.closeDontDrainFirst(CLOSE_LIMIT);
      deadLetters.close();
    };
  }

  private static void handle(
      PollContext<byte[], byte[]> context, Handling handling, DeadLetters deadLetters) {
    try {
      RawHandler.once(handling, context.getSingleConsumerRecord(), true);
    } catch (PoisonedException e) {
      if (context.getSingleRecord().getNumberOfFailedAttempts() + 1 < Handling.ATTEMPTS) {
        throw e;
      }
      deadLetters.write(context.getSingleConsumerRecord());
    }
  }
}
