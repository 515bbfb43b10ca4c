package dev.sprintcapacity.cli.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.cli.CommandRun;
import dev.sprintcapacity.cli.TestBroker;
import dev.sprintcapacity.embedded.EmbeddedPostgres;
import dev.sprintcapacity.events.EncodedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A real PostgreSQL with the service's event table, and a real broker with its topics. */
final class BothSides implements AutoCloseable {
  private static final List<String> TOPICS =
      List.of("sprint.lifecycle", "sprint.team-members", "sprintcap.relay.cursor");
  private static final Path EVENT_LOG =
      Path.of("postgres/src/main/resources/db/migration/V001__event_log.sql");
  private static final String INSERT =
      """
      insert into event (sequence, occurred_at, event_id, sprint_id, type, topic, traceparent, value)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final EmbeddedPostgres postgres;
  private final TestBroker broker;
  private final Path data;
  private String database = "sprintcap";

  private BothSides(Path data) {
    this.data = data;
    this.postgres = new EmbeddedPostgres(data.resolve("postgres"), 0);
    postgres.start();
    this.broker = TestBroker.start(data.resolve("kafka"), 0, Map.of());
  }

  /** Starts both on the folders that {@code sprintcap up} uses. */
  static BothSides start(Path data) {
    return new BothSides(data);
  }

  /** An empty event table in a database of its own, and empty topics. */
  void renew() {
    database = TestBroker.freshName("db").replace('-', '_');
    execute("sprintcap", "create database " + database);
    execute(database, eventLog());
    createTopics(3);
  }

  /** Topics of one partition, empty. */
  void useOnePartition() {
    removeTopics();
    createTopics(1);
  }

  void createTopics(int partitions) {
    TOPICS.forEach(topic -> broker.createTopic(topic, topic.endsWith("cursor") ? 1 : partitions));
  }

  /** Uses the database that {@code sprintcap up} has. */
  void useOwnDatabase() {
    database = "sprintcap";
    execute(database, eventLog());
  }

  void removeTopics() {
    TOPICS.forEach(broker::deleteTopic);
  }

  TestBroker broker() {
    return broker;
  }

  /** Adds rows, all in one transaction. */
  void insert(EncodedEvent... events) {
    insertAll(List.of(events));
  }

  void insertAll(List<EncodedEvent> events) {
    try (Connection connection = connect(database);
        PreparedStatement statement = connection.prepareStatement(INSERT)) {
      connection.setAutoCommit(false);
      for (EncodedEvent event : events) {
        statement.setLong(1, event.sequence());
        statement.setObject(2, event.time().atOffset(ZoneOffset.UTC));
        statement.setObject(3, event.id());
        statement.setString(4, event.key());
        statement.setString(5, event.type().wireName());
        statement.setString(6, event.type().topic().topicName());
        statement.setObject(7, event.traceparent(), Types.VARCHAR);
        statement.setBytes(8, event.value());
        statement.addBatch();
      }
      statement.executeBatch();
      connection.commit();
    } catch (SQLException e) {
      throw new AssertionError("cannot insert", e);
    }
  }

  /** Publishes events as the relay does, in one transaction and this order. */
  void publish(EncodedEvent... events) {
    broker.publishAll(Arrays.stream(events).map(BothSides::recordOf).toList());
  }

  /** The record that the relay makes of an event. */
  static ProducerRecord<String, byte[]> recordOf(EncodedEvent event) {
    return TestBroker.recordOf(event, event.type().topic().topicName(), null);
  }

  /** Writes the relay's cursor: everything that is in the table now is published. */
  void publishCursor() {
    String cursor =
        "{\"published\":\"%s\"}".formatted(text("select pg_current_snapshot()::text as result"));
    publishCursor(cursor);
  }

  /** Writes the relay's cursor: published is what is in the table now, up to a position. */
  void publishCursorUpTo(long position) {
    publishCursor(
        "{\"published\":\"1:1:\",\"until\":\"%s\",\"position\":%d}"
            .formatted(text("select pg_current_snapshot()::text as result"), position));
  }

  private void publishCursor(String cursor) {
    String json =
        """
        {"format":1,"log":{"id":"%s","database_oid":%s,"timeline":1},"cursor":%s,\
        "published_events":1}\
        """
            .formatted(
                text("select log_id::text as result from event_log_identity"),
                text(
                    "select oid::text as result from pg_database where datname = current_database()"),
                cursor);
    broker.publish(
        new ProducerRecord<>("sprintcap.relay.cursor", 0, "relay", json.getBytes(UTF_8)));
  }

  void execute(String sql) {
    execute(database, sql);
  }

  /** Compares and waits for the end. */
  CommandRun reconcile(String... options) {
    CommandRun run = start(options);
    int exitCode = run.awaitExit();
    if (exitCode > 1) {
      throw new AssertionError("no verdict; standard error:\n" + run.err());
    }
    return run;
  }

  CommandRun start(String... options) {
    List<String> args = new ArrayList<>(List.of("reconcile"));
    args.addAll(Arrays.asList(options));
    return CommandRun.start(environment(), args.toArray(String[]::new));
  }

  Map<String, String> environment() {
    return Map.of("DATABASE_URL", url(), "KAFKA_BOOTSTRAP_SERVERS", broker.servers());
  }

  /** The form that the service takes, with the password. */
  String url() {
    return "postgres://%s:%s@127.0.0.1:%d/%s"
        .formatted(postgres.user(), postgres.password(), postgres.port(), database);
  }

  String password() {
    return postgres.password();
  }

  int databasePort() {
    return postgres.port();
  }

  Path data() {
    return data;
  }

  @Override
  public void close() {
    broker.close();
    postgres.close();
  }

  private String text(String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      if (!row.next()) {
        throw new AssertionError("no row: " + sql);
      }
      return row.getString("result");
    } catch (SQLException e) {
      throw new AssertionError("cannot execute " + sql, e);
    }
  }

  private void execute(String where, String sql) {
    try (Connection connection = connect(where);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError("cannot execute " + sql, e);
    }
  }

  private Connection connect(String where) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgres.port(), where),
        postgres.user(),
        postgres.password());
  }

  private static String eventLog() {
    try {
      return Files.readString(
          Path.of(System.getProperty("sprintcap.root", "..")).resolve(EVENT_LOG));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the migration", e);
    }
  }
}
