package dev.sprintcapacity.service.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.service.relay.ports.CursorRecord;
import dev.sprintcapacity.service.relay.ports.RelayProbe;
import dev.sprintcapacity.service.relay.ports.RelayStep;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From the event log into the topics, with everything in its place. */
class RelayTest {

  @RegisterExtension final RelayServers servers = new RelayServers();

  @Test
  void events_written_before_and_after_the_start_are_published_once_and_in_order()
      throws SQLException {
    EventWriter writer = servers.writer();
    for (int i = 0; i < 70; i++) {
      writer.append("s" + i % 3).commit();
    }
    servers.relay().start();
    TopicReader reader = servers.reader();
    reader.await(70);
    for (int i = 0; i < 30; i++) {
      writer.append("s" + i % 4).commit();
    }

    reader.awaitExactly(100);
    reader.assertOnceAndInOrder();
  }

  @Test
  void a_record_is_exactly_what_the_log_holds() throws SQLException {
    servers.writer().append("a").commit();
    servers.execute(
        """
        insert into event (sprint_id, sequence, event_id, type, topic, occurred_at, traceparent, value)
        values ('%s-b', 1, '0192f0c1-2a3b-7c4d-8e5f-60718293a4b5', 'sprint.deleted', 'sprint.lifecycle',
          '2025-11-27 10:30:00.123456+00', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
          convert_to('{"event_type":"sprint.deleted"}', 'UTF8'))
        """
            .formatted(servers.name()));
    servers.relay().start();

    List<ConsumerRecord<byte[], byte[]>> records = servers.reader().awaitExactly(2);

    ConsumerRecord<byte[], byte[]> record =
        records.stream()
            .filter(each -> TopicReader.key(each).endsWith("-b"))
            .findAny()
            .orElseThrow();
    assertThat(record.topic()).isEqualTo("sprint.lifecycle");
    assertThat(record.partition()).isEqualTo(Utils.toPositive(Utils.murmur2(record.key())) % 3);
    assertThat(new String(record.value(), UTF_8)).isEqualTo("{\"event_type\":\"sprint.deleted\"}");
    assertThat(record.timestamp())
        .isEqualTo(OffsetDateTime.parse("2025-11-27T10:30:00.123Z").toInstant().toEpochMilli());
    assertThat(TopicReader.headers(record))
        .containsExactly(
            Map.entry("ce_specversion", "1.0"),
            Map.entry("ce_id", "0192f0c1-2a3b-7c4d-8e5f-60718293a4b5"),
            Map.entry("ce_type", "sprint.deleted"),
            Map.entry("ce_source", "sprint-capacity-api"),
            Map.entry("ce_time", "2025-11-27T10:30:00.123456Z"),
            Map.entry("ce_subject", servers.name() + "-b"),
            Map.entry("ce_sequence", "1"),
            Map.entry(
                "ce_dataschema",
                "https://schemas.sprintcapacity.dev/events/sprint.deleted.v1.json"),
            Map.entry("content-type", "application/json"),
            Map.entry("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
    ConsumerRecord<byte[], byte[]> without =
        records.stream()
            .filter(each -> TopicReader.key(each).endsWith("-a"))
            .findAny()
            .orElseThrow();
    assertThat(TopicReader.headers(without)).doesNotContainKey("traceparent").hasSize(9);
  }

  @Test
  void an_event_of_a_type_this_version_does_not_know_is_published_all_the_same()
      throws SQLException {
    servers.execute(
        """
        insert into event (sprint_id, sequence, event_id, type, topic, occurred_at, value)
        values ('%s-new', 1, gen_random_uuid(), 'sprint.archived', 'sprint.lifecycle', now(), '\\x7b7d')
        """
            .formatted(servers.name()));
    servers.relay().start();

    assertThat(TopicReader.headers(servers.reader().awaitExactly(1).getFirst()))
        .containsEntry("ce_type", "sprint.archived");
  }

  @Test
  void a_writer_that_stays_open_loses_nothing_and_delays_nobody() throws SQLException {
    servers.relay().start();
    EventWriter open = servers.writer().append("open");
    EventWriter busy = servers.writer();
    TopicReader reader = servers.reader();
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    int written = 0;
    while (System.nanoTime() < end) {
      for (int i = 0; i < 100; i++) {
        busy.append("busy" + i % 5).commit();
      }
      written += 100;
      reader.await(written);
    }
    open.append("open").commit();

    reader.awaitExactly(written + 2);
    reader.assertOnceAndInOrder();
  }

  @Test
  void a_late_event_that_is_published_last_does_not_hide_how_far_publication_has_come()
      throws SQLException {
    servers.relay().start();
    EventWriter open = servers.writer().append("open");
    TopicReader reader = servers.reader();
    servers.writer().append("a").append("b").append("c").commit();
    reader.await(3);
    open.commit();
    reader.awaitExactly(4);

    CursorRecord cursor = servers.cursor();

    assertThat(cursor.lastBatch().lastPosition()).isEqualTo(1);
    assertThat(cursor.highestPosition()).isEqualTo(4);
  }

  @Test
  void a_large_backlog_is_published_in_pages() throws SQLException {
    servers.writer().appendBulk(3_000).commit();
    servers.relay(servers.settings(RelayPace.DEFAULT, Map.of()), RelayProbe.NONE).start();
    TopicReader reader = servers.reader();

    reader.awaitExactly(30_000);
    reader.assertOnceAndInOrder();
  }

  @Test
  void after_a_restart_it_goes_on_where_it_was() throws SQLException {
    EventWriter writer = servers.writer();
    TopicReader reader = servers.reader();
    int written = 0;
    for (int round = 0; round < 4; round++) {
      Relay relay = servers.relay();
      relay.start();
      for (int i = 0; i < 45; i++) {
        writer.append("s" + i % 3).commit();
      }
      written += 45;
      if (round % 2 == 0) {
        reader.await(written);
      }
      relay.close(RelayServers.CLOSE_LIMIT);
      assertThat(relay.status()).isEqualTo(new RelayStatus.Disabled());
    }
    servers.relay().start();

    reader.awaitExactly(written);
    reader.assertOnceAndInOrder();
  }

  @Test
  void of_several_relays_one_is_active_and_another_takes_over_when_it_ends() throws SQLException {
    List<Relay> relays = List.of(servers.relay(), servers.relay(), servers.relay());
    relays.forEach(Relay::start);
    EventWriter writer = servers.writer();
    TopicReader reader = servers.reader();
    writer.append("a").commit();
    reader.await(1);

    Relay active = onlyActive(relays);
    assertThat(relays)
        .filteredOn(relay -> relay != active)
        .extracting(Relay::status)
        .containsOnly(new RelayStatus.StandBy());
    active.close(RelayServers.CLOSE_LIMIT);
    writer.append("a").commit();
    reader.await(2);

    assertThat(onlyActive(relays)).isNotSameAs(active);
    reader.awaitExactly(2);
    reader.assertOnceAndInOrder();
  }

  @Test
  void a_stand_by_rehearses_with_kafka_and_the_leader_does_not_notice() throws SQLException {
    Relay leader = servers.relay();
    leader.start();
    EventWriter writer = servers.writer();
    TopicReader reader = servers.reader();
    writer.append("a").commit();
    reader.await(1);
    CountDownLatch rehearsed = new CountDownLatch(1);
    Relay standBy =
        servers.relay(
            servers.settings(),
            step -> {
              if (step == RelayStep.TAIL_READ) {
                rehearsed.countDown();
              }
            });

    standBy.start();
    await().atMost(Duration.ofSeconds(20)).until(() -> rehearsed.getCount() == 0);
    for (int i = 0; i < 20; i++) {
      writer.append("a").commit();
    }

    reader.awaitExactly(21);
    reader.assertOnceAndInOrder();
    assertThat(standBy.status()).isEqualTo(new RelayStatus.StandBy());
    assertThat(leader.status()).isInstanceOf(RelayStatus.Active.class);
    assertThat(leader.metrics().failures()).isZero();
    assertThat(leader.metrics().takeOvers()).isEqualTo(1);
  }

  @Test
  void an_idle_relay_asks_the_database_about_twenty_times_a_second() throws SQLException {
    Relay relay = servers.relay();
    relay.start();
    await().until(() -> relay.status() instanceof RelayStatus.Active);
    try (Connection connection = servers.connect();
        PreparedStatement count =
            connection.prepareStatement(
                "select xact_commit from pg_stat_database where datname = current_database()")) {
      long before = number(count);
      long begin = System.nanoTime();
      await()
          .pollInterval(Duration.ofSeconds(1))
          .atMost(Duration.ofSeconds(20))
          .until(() -> System.nanoTime() - begin > Duration.ofSeconds(6).toNanos());

      // the server counts a session's statements up to a second late, and ours come on top
      double perSecond = (number(count) - before) / ((System.nanoTime() - begin) / 1e9);
      assertThat(perSecond).isBetween(1.0, 25.0);
    }
  }

  private static long number(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  static Relay onlyActive(List<Relay> relays) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() ->
            relays.stream().filter(each -> each.status() instanceof RelayStatus.Active).count()
                == 1);
    return relays.stream()
        .filter(each -> each.status() instanceof RelayStatus.Active)
        .findFirst()
        .orElseThrow();
  }
}
