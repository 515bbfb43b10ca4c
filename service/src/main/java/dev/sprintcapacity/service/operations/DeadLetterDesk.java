package dev.sprintcapacity.service.operations;

import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.consumer.deadletter.DeadLetter;
import dev.sprintcapacity.consumer.deadletter.DeadLetterFilter;
import dev.sprintcapacity.consumer.deadletter.DeadLetters;
import dev.sprintcapacity.consumer.deadletter.Position;
import dev.sprintcapacity.consumer.deadletter.RedriveException;
import dev.sprintcapacity.consumer.deadletter.RedriveOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dead letters of any group: shown, and sent back. A page is found by reading all that stand before
 * it, so that thousands of dead letters cost seconds; nobody keeps a second book of them.
 * Thread-safe.
 */
public final class DeadLetterDesk {

  private static final Logger log = LoggerFactory.getLogger(DeadLetterDesk.class);

  /** Each holds a connection and some memory. */
  private static final int MOST_READERS = 4;

  /** Two redrives of one group would end each other. */
  private static final int MOST_REDRIVES = 1;

  private static final Duration TURN_LIMIT = Duration.ofSeconds(5);

  private static final Comparator<Position> ORDER =
      Comparator.comparing(Position::topic)
          .thenComparingInt(Position::partition)
          .thenComparingLong(Position::offset);

  private final Map<String, Object> kafka;
  private final Semaphore readers = new Semaphore(MOST_READERS);
  private final Semaphore redrives = new Semaphore(MOST_REDRIVES);

  DeadLetterDesk(Map<String, Object> kafka) {
    this.kafka = Map.copyOf(kafka);
  }

  /**
   * Shows a page of dead letters.
   *
   * @throws KafkaUnavailableException where Kafka does not answer
   * @throws BusyException where as many read as may at once
   */
  public LetterPage list(ConsumerGroup group, LetterQuestion question) {
    return inTurn(
        readers,
        "others read dead letters",
        () -> {
          try (Stream<DeadLetter> letters = letters(group).list(filter(question), Long.MAX_VALUE)) {
            List<ShownLetter> found =
                letters
                    .filter(letter -> isBehind(letter.position(), question))
                    .limit(question.limit() + 1L)
                    .map(ShownLetter::of)
                    .toList();
            boolean more = found.size() > question.limit();
            List<ShownLetter> page = more ? found.subList(0, question.limit()) : found;
            return new LetterPage(page, more ? page.getLast().letter().position() : null);
          } catch (ConsumerException e) {
            throw new KafkaUnavailableException(String.valueOf(e.getMessage()), e);
          }
        });
  }

  /**
   * Sends dead letters back to their group, or says what would be sent back.
   *
   * @throws BusyException where another redrive runs
   */
  public RedriveOutcome redrive(ConsumerGroup group, RedriveRequest request) {
    return inTurn(
        redrives,
        "another redrive runs",
        () -> {
          RedriveOptions options =
              request.dryRun() ? RedriveOptions.DRY_RUN : RedriveOptions.DEFAULT;
          try {
            RedriveOutcome.Done done =
                new RedriveOutcome.Done(letters(group).redrive(request.selection(), options));
            if (!request.dryRun()) {
              log.info(
                  "Redrive of group {}: {} of {} dead letters were sent back",
                  group.name(),
                  done.report().redriven(),
                  done.report().selected());
            }
            return done;
          } catch (RedriveException e) {
            return new RedriveOutcome.Stopped(e.report(), String.valueOf(e.getMessage()));
          }
        });
  }

  /** Whether dead letters of the group can exist: its name has to be fit for a topic's. */
  public static boolean canHold(ConsumerGroup group) {
    return group.name().matches("[a-zA-Z0-9._-]{1,200}");
  }

  private DeadLetters letters(ConsumerGroup group) {
    return new DeadLetters(kafka, group.name(), SideTopics.eventTopics());
  }

  private static DeadLetterFilter filter(LetterQuestion question) {
    DeadLetterFilter filter =
        question.waitingOnly() ? DeadLetterFilter.WAITING : DeadLetterFilter.EVERYTHING;
    String key = question.key();
    return key == null ? filter : filter.ofKey(key.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isBehind(Position position, LetterQuestion question) {
    Position after = question.after();
    return after == null || ORDER.compare(position, after) > 0;
  }

  private static <T> T inTurn(Semaphore places, String busy, Supplier<T> work) {
    if (!taken(places)) {
      throw new BusyException(busy);
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }

  private static boolean taken(Semaphore places) {
    try {
      return places.tryAcquire(TURN_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
