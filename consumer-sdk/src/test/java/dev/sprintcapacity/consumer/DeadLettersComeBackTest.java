package dev.sprintcapacity.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.consumer.deadletter.DeadLetter;
import dev.sprintcapacity.consumer.deadletter.DeadLetterFilter;
import dev.sprintcapacity.consumer.deadletter.DeadLetters;
import dev.sprintcapacity.consumer.deadletter.RedriveOptions;
import dev.sprintcapacity.consumer.deadletter.RedriveReport;
import dev.sprintcapacity.consumer.deadletter.Selection;
import dev.sprintcapacity.consumer.internal.deadletter.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whole consumers with everything that is real: what fails, where it goes, how it comes back. */
@Timeout(240)
class DeadLettersComeBackTest {
  private static final String GROUP = "mail";
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @RegisterExtension static final GroupBroker BROKER = new GroupBroker();

  private final List<KafkaEventConsumer> consumers = new ArrayList<>();
  private final Set<String> failing = ConcurrentHashMap.newKeySet();

  /** What was handled: key and number, and a mark where it was a replay. */
  private final List<String> handled = new CopyOnWriteArrayList<>();

  @AfterEach
  void closeAll() {
    consumers.forEach(consumer -> consumer.close(Duration.ofSeconds(5)));
  }

  @Test
  void what_no_attempt_can_handle_is_a_dead_letter_that_tells_why_and_all_others_go_on()
      throws ExecutionException, InterruptedException {
    String topic = BROKER.topic(2);
    failing.add("poison0");
    KafkaEventConsumer consumer = start(topic, AfterLastAttempt.DEAD_LETTER);
    BROKER.write(topic, "poison", 0);
    BROKER.writeMalformed(topic, "poison");
    BROKER.write(topic, "poison", 1);
    BROKER.write(topic, "healthy", 0);
    BROKER.write(topic, "healthy", 0);
    BROKER.write(topic, "healthy", 1);
    BROKER.flush();

    waitUntil(() -> handled.size() >= 3 && letters(topic).size() >= 2);

    waitUntil(() -> consumer.statistics().ignoredRecords() == 1);
    assertThat(handled).containsExactlyInAnyOrder("poison1", "healthy0", "healthy1");
    assertThat(consumer.snapshot().inbound().duplicates()).isEqualTo(1);
    assertThat(consumer.snapshot().inbound().malformed()).isEqualTo(1);
    DeadLetter failed = letters(topic).get(0);
    assertThat(failed.origin().topic()).isEqualTo(topic);
    assertThat(failed.keyText()).contains("poison");
    assertThat(failed.failure().attempts()).isEqualTo(2);
    assertThat(failed.failure().exceptionClass()).isEqualTo(IllegalStateException.class.getName());
    assertThat(failed.failure().exceptionMessage()).isEqualTo("no room for poison0");
    assertThat(failed.headers()).extracting(header -> header.key()).contains("ce_id", "ce_type");
    DeadLetter malformed = letters(topic).get(1);
    assertThat(malformed.failure().attempts()).isZero();
    assertThat(malformed.value()).isEqualTo(new byte[] {1});
    consumer.close(Duration.ofSeconds(10));
    assertThat(
            BROKER.committed(GROUP).entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(topic))
                .mapToLong(entry -> entry.getValue().offset())
                .sum())
        .as("everything is done, so nothing comes again")
        .isEqualTo(6);
  }

  @Test
  void a_parked_key_waits_over_a_restart_comes_back_in_order_and_goes_on()
      throws ExecutionException, InterruptedException {
    String topic = BROKER.topic(2);
    failing.add("parked0");
    KafkaEventConsumer first = start(topic, AfterLastAttempt.PARK_KEY);
    BROKER.write(topic, "parked", 0);
    BROKER.write(topic, "parked", 1);
    BROKER.write(topic, "free", 0);
    BROKER.flush();
    waitUntil(() -> letters(topic).size() == 2 && handled.contains("free0"));
    first.close(Duration.ofSeconds(10));
    failing.clear();
    KafkaEventConsumer second = start(topic, AfterLastAttempt.PARK_KEY);
    BROKER.write(topic, "parked", 2);
    BROKER.write(topic, "free", 1);
    BROKER.flush();
    waitUntil(() -> letters(topic).size() == 3 && handled.contains("free1"));
    assertThat(handled)
        .as("nothing of the key past the failed one")
        .containsExactly("free0", "free1");

    RedriveReport report = redrive(topic);
    assertThat(report.redriven()).isEqualTo(3);
    assertThat(report.endedKeys()).isEqualTo(1);
    waitUntil(() -> handled.size() == 5);
    waitUntilFree(topic, second);

    assertThat(handled.subList(2, 5))
        .containsExactly("parked0 replayed", "parked1 replayed", "parked2 replayed");
    assertThat(handled).endsWith("parked3");
    assertThat(letters(topic)).hasSize(3);
  }

  @Test
  void what_fails_again_holds_what_stands_behind_it_and_the_next_redrive_goes_on()
      throws ExecutionException, InterruptedException {
    String topic = BROKER.topic(1);
    failing.addAll(Set.of("parked0", "parked1"));
    KafkaEventConsumer consumer = start(topic, AfterLastAttempt.PARK_KEY);
    for (int number = 0; number < 3; number++) {
      BROKER.write(topic, "parked", number);
    }
    BROKER.flush();
    waitUntil(() -> letters(topic).size() == 3);
    failing.remove("parked0");
    redrive(topic);
    waitUntil(() -> letters(topic).size() == 5);
    assertThat(handled).containsExactly("parked0 replayed");

    failing.clear();
    assertThat(redrive(topic).redriven()).isEqualTo(2);
    waitUntil(() -> handled.size() == 3);
    waitUntilFree(topic, consumer);

    assertThat(handled)
        .containsExactly("parked0 replayed", "parked1 replayed", "parked2 replayed", "parked3");
  }

  /** The key is free when that is written, and when the end of its redrive is done. */
  private void waitUntilFree(String topic, KafkaEventConsumer consumer) {
    try (Topics topics = new Topics(Map.of("bootstrap.servers", BROKER.servers()))) {
      waitUntil(() -> topics.read(topic + ".mail.parked").getLast().value() == null);
    }
    waitUntil(() -> consumer.statistics().recordsInMemory() == 0);
    BROKER.write(topic, "parked", 3);
    BROKER.flush();
    waitUntil(() -> handled.contains("parked3"));
  }

  @Test
  void a_consumer_without_dead_letters_passes_by_what_it_cannot_handle_and_makes_no_topics()
      throws ExecutionException, InterruptedException {
    String topic = BROKER.topic(2);
    failing.add("poison0");
    KafkaEventConsumer consumer =
        start(topic, builder(topic, AfterLastAttempt.DEAD_LETTER).withoutDeadLetters().build());
    BROKER.write(topic, "poison", 0);
    BROKER.writeMalformed(topic, "poison");
    BROKER.write(topic, "poison", 1);
    BROKER.flush();

    waitUntil(() -> handled.contains("poison1"));

    consumer.close(Duration.ofSeconds(10));
    assertThat(handled).containsExactly("poison1");
    assertThat(BROKER.topics()).contains(topic).noneMatch(name -> name.startsWith(topic + "."));
    assertThat(
            BROKER.committed(GROUP).entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(topic))
                .mapToLong(entry -> entry.getValue().offset())
                .sum())
        .as("everything is done, so nothing comes again")
        .isEqualTo(3);
  }

  private static ConsumerBuilder builder(String topic, AfterLastAttempt afterLast) {
    return KafkaEventConsumer.builder()
        .topics(topic)
        .groupId(GROUP)
        .bootstrapServers(BROKER.servers())
        .autoOffsetReset("earliest")
        .retry(new RetryPolicy(2, Duration.ofMillis(10), 1, Duration.ofMillis(10), 0, afterLast));
  }

  private KafkaEventConsumer start(String topic, AfterLastAttempt afterLast) {
    return start(topic, builder(topic, afterLast).build());
  }

  private KafkaEventConsumer start(String topic, KafkaEventConsumer consumer) {
    consumers.add(consumer);
    consumer.registerHandler(
        "sprint.deleted",
        (event, context) -> {
          String what = context.key() + (context.sequence() - 1);
          assertThat(context.topic()).isEqualTo(topic);
          if (failing.contains(what)) {
            throw new IllegalStateException("no room for " + what);
          }
          handled.add(context.replay() ? what + " replayed" : what);
          return HandlerResult.done();
        });
    consumer.start();
    return consumer;
  }

  private static List<DeadLetter> letters(String topic) {
    try (Stream<DeadLetter> letters = lettersOf(topic).list(DeadLetterFilter.EVERYTHING, 100)) {
      return letters.toList();
    }
  }

  private static RedriveReport redrive(String topic) {
    return lettersOf(topic)
        .redrive(Selection.key("parked".getBytes(UTF_8)), RedriveOptions.DEFAULT);
  }

  private static DeadLetters lettersOf(String topic) {
    return new DeadLetters(Map.of("bootstrap.servers", BROKER.servers()), GROUP, Set.of(topic));
  }

  private void waitUntil(Callable<Boolean> condition) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() ->
            assertThat(condition.call())
                .as("handled %s, %s", handled, consumers.getLast().statistics())
                .isTrue());
  }
}
