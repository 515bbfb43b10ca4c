package dev.sprintcapacity.service.relay;

import static dev.sprintcapacity.service.relay.Refusals.awaitActive;
import static dev.sprintcapacity.service.relay.Refusals.awaitRefusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.embedded.EmbeddedKafka;
import dev.sprintcapacity.postgres.eventlog.ComparedEvent;
import dev.sprintcapacity.postgres.eventlog.LogSession;
import dev.sprintcapacity.postgres.eventlog.PublishedEvent;
import dev.sprintcapacity.service.relay.ports.RelayStep;
import dev.sprintcapacity.service.relay.rebuild.RebuildOutcome;
import dev.sprintcapacity.service.relay.rebuild.RebuildProgress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The event log, published again where Kafka has lost it. */
class TopicRebuildTest {

  private static final int EVENTS = 210;

  @RegisterExtension final RelayServers servers = new RelayServers();

  @TempDir Path folder;

  private final List<RebuildProgress> progress = new ArrayList<>();
  private EmbeddedKafka kafka;
  private EmbeddedKafka empty;
  private EventWriter writer;

  @BeforeEach
  void start() throws SQLException {
    kafka = new EmbeddedKafka(folder.resolve("kafka"), 0, Map.of());
    empty = new EmbeddedKafka(folder.resolve("empty"), 0, Map.of());
    kafka.start();
    servers.use(kafka.bootstrapServers());
    writer = servers.writer();
  }

  @AfterEach
  void stop() {
    servers.closeClients();
    try {
      kafka.close();
    } finally {
      empty.close();
    }
  }

  @Test
  void on_an_empty_broker_records_are_as_before_and_the_waiting_relay_goes_on()
      throws SQLException {
    List<ConsumerRecord<byte[], byte[]>> before = publish(EVENTS);
    empty.start();
    servers.use(empty.bootstrapServers());
    Relay waiting = servers.relay();
    waiting.start();
    awaitRefusal(waiting);

    assertThat(rebuild(false)).isEqualTo(new RebuildOutcome.Rebuilt(EVENTS, 2));

    TopicReader reader = servers.reader();
    assertThat(byKey(reader.awaitExactly(EVENTS))).isEqualTo(byKey(before));
    assertThat(progress)
        .isSortedAccordingTo((one, other) -> Long.compare(one.events(), other.events()))
        .endsWith(new RebuildProgress(EVENTS, 100));
    assertThat(awaitActive(waiting)).isEmpty();
    append(30);
    reader.awaitExactly(EVENTS + 30);
    reader.assertOnceAndInOrder();
    assertTopicsAreTheLog(EVENTS + 30);
  }

  @Test
  void topics_that_are_not_empty_are_left_alone_until_it_is_said_that_they_may_be_deleted()
      throws SQLException, ExecutionException, InterruptedException {
    List<ConsumerRecord<byte[], byte[]>> before = publish(EVENTS);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.deleteTopics(List.of("sprint.lifecycle")).all().get();
    }

    assertThat(rebuild(false))
        .isInstanceOfSatisfying(
            RebuildOutcome.Refused.class,
            refused ->
                assertThat(refused.reason()).contains("not empty").contains("--delete-topics"));
    assertThat(servers.cursor().publishedEvents()).isEqualTo(EVENTS);
    assertThat(rebuild(true)).isEqualTo(new RebuildOutcome.Rebuilt(EVENTS, 2));

    assertThat(byKey(servers.reader().awaitExactly(EVENTS))).isEqualTo(byKey(before));
    assertThat(servers.cursor().publishedEvents()).isEqualTo(EVENTS);
    assertTheRelayGoesOn();
  }

  @Test
  void beside_a_relay_that_publishes_it_is_refused_and_disturbs_nothing() throws SQLException {
    append(20);
    Relay relay = servers.relay();
    relay.start();
    awaitActive(relay);

    assertThat(rebuild(true))
        .isInstanceOfSatisfying(
            RebuildOutcome.Refused.class,
            refused -> assertThat(refused.reason()).contains("is active"));

    append(20);
    servers.reader().awaitExactly(40);
    assertThat(relay.metrics().failures()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    // of the look before anything is changed
    "PRODUCER_READY, 1",
    // the cursor is to be deleted, and is
    "CURSOR_SENT, 1",
    "COMMITTED, 1",
    // the topics are new and empty
    "TOPICS_ENSURED, 2",
    "PRODUCER_READY, 2",
    // the first batch, one in the middle
    "EVENT_SENT, 3",
    "CURSOR_SENT, 2",
    "COMMITTED, 2",
    "EVENT_SENT, 105",
    "CURSOR_SENT, 6",
    "COMMITTED, 6",
    // the last one
    "COMMITTED, 12"
  })
  void killed_anywhere_and_run_again_each_event_is_there_once(RelayStep step, int nth)
      throws SQLException {
    List<ConsumerRecord<byte[], byte[]>> before = publish(EVENTS);
    HaltingRebuild.runUntil(servers.settings(), step, nth);

    RebuildOutcome second = rebuild(false);
    if (second instanceof RebuildOutcome.Refused) {
      // either nothing was deleted yet, or everything is there
      second = rebuild(true);
    }

    assertThat(second).isEqualTo(new RebuildOutcome.Rebuilt(EVENTS, 2));
    assertThat(byKey(servers.reader().awaitExactly(EVENTS))).isEqualTo(byKey(before));
    assertTheRelayGoesOn();
  }

  @Test
  void killed_in_the_middle_it_goes_on_from_where_it_was_and_so_does_a_relay() throws SQLException {
    publish(EVENTS);
    HaltingRebuild.runUntil(servers.settings(), RelayStep.COMMITTED, 3);
    assertThat(servers.cursor().publishedEvents()).isEqualTo(40);
    HaltingRebuild.runUntil(servers.settings(), RelayStep.COMMITTED, 4);

    assertThat(rebuild(false)).isEqualTo(new RebuildOutcome.Rebuilt(EVENTS, 2));
    assertThat(progress).startsWith(new RebuildProgress(60, 0));

    HaltingRebuild.runUntil(servers.settings(), RelayStep.COMMITTED, 5);
    assertThat(servers.cursor().publishedEvents()).isEqualTo(80);
    assertTheRelayGoesOn();
  }

  @Test
  void killed_between_cursor_and_topics_it_leaves_what_a_relay_refuses() throws SQLException {
    publish(EVENTS);
    HaltingRebuild.runUntil(servers.settings(), RelayStep.COMMITTED, 1);
    Relay withTopics = servers.relay();
    withTopics.start();
    assertThat(awaitRefusal(withTopics)).contains("there is no cursor");
    withTopics.close(RelayServers.CLOSE_LIMIT);
    HaltingRebuild.runUntil(servers.settings(), RelayStep.PRODUCER_READY, 2);
    Relay withoutTopics = servers.relay();
    withoutTopics.start();

    assertThat(awaitRefusal(withoutTopics)).contains("neither its events nor its cursor");
    assertThat(rebuild(false)).isEqualTo(new RebuildOutcome.Rebuilt(EVENTS, 2));
    servers.reader().awaitExactly(EVENTS);
  }

  @Test
  void topics_of_another_log_or_another_relay_are_not_deleted()
      throws SQLException, ExecutionException, InterruptedException {
    publish(20);
    String ours = new String(servers.cursor().toJson(), UTF_8);
    String logId = servers.cursor().log().logId().toString();
    servers.putCursor(ours.replace(logId, UUID.nameUUIDFromBytes(new byte[0]).toString()));

    assertThat(rebuild(true))
        .isInstanceOfSatisfying(
            RebuildOutcome.Refused.class,
            refused -> assertThat(refused.reason()).contains("belong to another event log"));

    servers.putCursor(ours);
    servers.putCursor("another", ours);
    assertThat(rebuild(true))
        .isInstanceOfSatisfying(
            RebuildOutcome.Refused.class,
            refused -> assertThat(refused.reason()).contains("another relay publishes"));
    servers.reader().awaitExactly(20);
  }

  private void assertTheRelayGoesOn() throws SQLException {
    Relay relay = servers.relay();
    relay.start();
    append(30);
    TopicReader reader = servers.reader();
    reader.awaitExactly(EVENTS + 30);
    reader.assertOnceAndInOrder();
    awaitActive(relay);
    assertTopicsAreTheLog(EVENTS + 30);
    relay.close(RelayServers.CLOSE_LIMIT);
  }

  /** As the command reconcile finds: each row has one record, which is the row. */
  private void assertTopicsAreTheLog(int count) throws SQLException {
    assertThat(servers.number("select count(*) from event")).isEqualTo(count);
    List<PublishedEvent> records =
        servers.reader().awaitExactly(count).stream()
            .map(each ->
                PublishedEvent.of(
                    TopicReader.key(each),
                    TopicReader.sequence(each),
                    UUID.fromString(TopicReader.headers(each).get("ce_id")),
                    each.topic(),
                    each.value()))
            .toList();
    assertThat(records).doesNotHaveDuplicates();
    try (LogSession session = new LogSession(servers.database())) {
      session.open();
      assertThat(session.comparison().compare(records, servers.cursor().cursor()))
          .extracting(ComparedEvent::match)
          .containsOnly(ComparedEvent.Match.SAME);
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> publish(int events) throws SQLException {
    append(events);
    Relay relay = servers.relay();
    relay.start();
    List<ConsumerRecord<byte[], byte[]>> records = servers.reader().awaitExactly(events);
    relay.close(RelayServers.CLOSE_LIMIT);
    return records;
  }

  private void append(int events) throws SQLException {
    for (int i = 0; i < events; i++) {
      writer.append("s" + i % 7).commit();
    }
  }

  private RebuildOutcome rebuild(boolean deleteTopics) {
    progress.clear();
    return new TopicRebuild(servers.settings(), progress::add).run(deleteTopics);
  }

  /** Everything a consumer can tell of a record but its offset, in the order of its sprint. */
  private static Map<String, List<String>> byKey(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> each : records) {
      all.computeIfAbsent(
              each.topic() + "-" + each.partition() + " " + TopicReader.key(each),
              key -> new ArrayList<>())
          .add(
              "%d %s %s"
                  .formatted(
                      each.timestamp(),
                      List.copyOf(TopicReader.headers(each).entrySet()),
                      new String(each.value(), UTF_8)));
    }
    return all;
  }
}
