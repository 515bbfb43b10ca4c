package dev.sprintcapacity.consumer.internal.deadletter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.consumer.internal.deadletter.Stages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Cranked by hand, where no producer is reached. */
class OrderedWriterTest {

  private static final GroupTopics TOPICS = new GroupTopics("t", "g");

  private final AtomicLong nanos = new AtomicLong(1_000);
  private final KafkaClients clients =
      new KafkaClients(Map.of("bootstrap.servers", "127.0.0.1:1"), "writer");
  private final OrderedWriter writer =
      new OrderedWriter(
          "writer", clients::producer, new TopicProvision(clients, nanos::get), nanos::get);

  @Test
  void beyond_the_bound_writes_are_refused_at_once_so_that_memory_stays_bounded() {
    List<CompletableFuture<Long>> taken = new ArrayList<>();
    for (int i = 0; i < OrderedWriter.MOST_WRITES; i++) {
      taken.add(writer.write(write(i)));
    }

    assertThat(Stages.failure(writer.write(write("one more"))))
        .isInstanceOf(NotWrittenException.class)
        .hasMessageContaining("10000 records wait");
    assertThat(taken).noneMatch(CompletableFuture::isDone);

    writer.close(Duration.ZERO);
    assertThat(taken)
        .extracting(Stages::failure)
        .allMatch(refused -> refused instanceof NotWrittenException);
    assertThat(Stages.failure(writer.write(write("late"))))
        .isInstanceOf(NotWrittenException.class)
        .hasMessageContaining("is closed");
  }

  @Test
  void a_write_that_waited_too_long_is_refused_with_those_behind_it() throws InterruptedException {
    CompletableFuture<Long> first = writer.write(write("lane"));
    CompletableFuture<Long> second = writer.write(write("lane"));
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    CompletableFuture<Long> other = writer.write(write("other"));

    writer.runOnce(Duration.ZERO);

    assertThat(Stages.failure(first)).hasMessageContaining("it waited 10 s for the writer");
    assertThat(Stages.failure(second))
        .hasMessageContaining("the one before it of the same key was not")
        .hasMessageContaining("it waited 10 s");
    assertThat(other).isNotDone();
    writer.close(Duration.ZERO);
  }

  private static PendingWrite write(Object lane) {
    return new PendingWrite(
        lane,
        TOPICS,
        TopicKind.DEAD_LETTERS,
        List.of(() -> new ProducerRecord<>("t.g.dlq", 0, null, null)));
  }
}
