package dev.sprintcapacity.service.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.postgres.eventlog.EventBatch;
import dev.sprintcapacity.postgres.eventlog.LogCursor;
import dev.sprintcapacity.postgres.eventlog.LogIdentity;
import dev.sprintcapacity.postgres.eventlog.LogSession;
import dev.sprintcapacity.postgres.eventlog.ReadLimits;
import dev.sprintcapacity.service.relay.ports.CursorRecord;
import dev.sprintcapacity.service.relay.ports.FencedException;
import dev.sprintcapacity.service.relay.ports.Readiness;
import dev.sprintcapacity.service.relay.ports.RelayException;
import dev.sprintcapacity.service.relay.ports.RelayProbe;
import dev.sprintcapacity.service.relay.ports.RelayStep;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A producer that was replaced publishes nothing any more, wherever in its transaction it was. */
class FencingTest {

  @RegisterExtension final RelayServers servers = new RelayServers();

  private LogSession session;
  private KafkaLink zombie;
  private KafkaLink successor;
  private Consumer<RelayStep> meanwhile = step -> {};

  @BeforeEach
  void open() throws SQLException {
    servers.writer().append("a").append("a").append("b").commit();
    session = new LogSession(servers.database());
    session.open();
    zombie = new KafkaLink(servers.settings(), step -> meanwhile.accept(step));
    successor = new KafkaLink(servers.settings(), RelayProbe.NONE);
  }

  @AfterEach
  void close() {
    zombie.abort();
    zombie.closeReaders();
    successor.abort();
    successor.closeReaders();
    session.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = RelayStep.class,
      names = {"TRANSACTION_BEGUN", "EVENT_SENT", "CURSOR_SENT"})
  void replaced_in_the_middle_of_a_transaction_it_is_refused(RelayStep step) {
    meanwhile =
        now -> {
          if (now == step) {
            takeOver(successor);
            assertThat(successor.readCursor()).isEmpty();
          }
        };
    takeOver(zombie);
    EventBatch batch = session.log().read(LogCursor.start(), ReadLimits.DEFAULT);

    assertThatExceptionOfType(RelayException.class)
        .isThrownBy(() -> zombie.publish(batch.events(), record(batch)));
    successor.publish(batch.events(), record(batch));

    TopicReader reader = servers.reader();
    reader.awaitExactly(3);
    reader.assertOnceAndInOrder();
  }

  @Test
  void replaced_after_its_commit_the_successor_knows_what_it_did() {
    takeOver(zombie);
    EventBatch batch = session.log().read(LogCursor.start(), ReadLimits.DEFAULT);
    CursorRecord record = record(batch);
    zombie.publish(batch.events(), record);

    takeOver(successor);
    assertThat(successor.readCursor()).contains(record);
    assertThatExceptionOfType(FencedException.class)
        .isThrownBy(() -> zombie.publish(batch.events(), record));
    servers.reader().awaitExactly(3);
  }

  @Test
  void killed_in_the_middle_of_a_transaction_it_is_replaced_before_that_times_out() {
    takeOver(zombie);
    EventBatch batch = session.log().read(LogCursor.start(), ReadLimits.DEFAULT);
    Relay relay = servers.relay();
    long begin = System.nanoTime();
    meanwhile =
        now -> {
          if (now == RelayStep.CURSOR_SENT) {
            awaitCursorWritten();
            throw new IllegalStateException("killed");
          }
        };
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> zombie.publish(batch.events(), record(batch)));

    relay.start();
    TopicReader reader = servers.reader();
    reader.awaitExactly(3);

    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isLessThan(Duration.ofMillis(KafkaClients.MAX_TRANSACTION_TIMEOUT_MILLIS));
    reader.assertOnceAndInOrder();
  }

  private void awaitCursorWritten() {
    TopicPartition partition = new TopicPartition(servers.settings().topics().cursorTopic(), 0);
    try (Admin admin = new KafkaClients(servers.settings()).admin()) {
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() ->
              admin
                      .listOffsets(Map.of(partition, OffsetSpec.latest()))
                      .partitionResult(partition)
                      .get()
                      .offset()
                  > 0);
    }
  }

  private static void takeOver(KafkaLink link) {
    assertThat(link.prepare()).isEqualTo(new Readiness.Fit());
    link.takeOver();
  }

  private CursorRecord record(EventBatch batch) {
    LogIdentity identity = session.log().identity();
    return new CursorRecord(
        identity, batch.next(), batch.mark(), batch.events().size(), batch.mark().lastPosition());
  }
}
