package dev.sprintcapacity.service.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.embedded.EmbeddedKafka;
import dev.sprintcapacity.embedded.EmbeddedPostgres;
import dev.sprintcapacity.postgres.eventlog.LogDatabase;
import dev.sprintcapacity.postgres.eventlog.ReadLimits;
import dev.sprintcapacity.service.relay.ports.CursorRecord;
import dev.sprintcapacity.service.relay.ports.Readiness;
import dev.sprintcapacity.service.relay.ports.RelayProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One PostgreSQL and one Kafka for all tests of this JVM; for each test a database, a relay name
 * and a prefix of sprint ids of its own. Closes at the end of a test what the test made here.
 */
final class RelayServers implements BeforeEachCallback, AfterEachCallback {

  static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);

  /** Small pages, so that tests of a few hundred events see several of them. */
  static final RelayPace SMALL_PAGES =
      new RelayPace(
          RelayPace.DEFAULT.poll(),
          RelayPace.DEFAULT.standBy(),
          RelayPace.DEFAULT.firstBackOff(),
          RelayPace.DEFAULT.lastBackOff(),
          Duration.ofMillis(300),
          new ReadLimits(20, 1_000_000));

  private static final AtomicInteger TESTS = new AtomicInteger();

  private final List<Relay> relays = new ArrayList<>();
  private final List<EventWriter> writers = new ArrayList<>();
  private final List<TopicReader> readers = new ArrayList<>();
  private String bootstrapServers = "";
  private String url = "";
  private String user = "";
  private String password = "";
  private String name = "";

  @Override
  public void beforeEach(ExtensionContext context) throws SQLException {
    Shared shared =
        Objects.requireNonNull(
            context
                .getRoot()
                .getStore(ExtensionContext.Namespace.create(RelayServers.class))
                .computeIfAbsent(Shared.class, type -> new Shared(), Shared.class));
    use(shared.kafka.bootstrapServers());
    use(shared.postgres);
  }

  /** A fresh database of this server, from now on. */
  void use(EmbeddedPostgres server) throws SQLException {
    user = server.user();
    password = server.password();
    name = "relay_" + TESTS.incrementAndGet();
    String base = "jdbc:postgresql://127.0.0.1:%d/".formatted(server.port());
    url = base + "postgres";
    execute("create database " + name);
    url = base + name;
    EventWriter.migrate(url, user, password);
  }

  /** An empty log on another server, under the names of this test and with a given oid. */
  void useCopy(EmbeddedPostgres server, long oid) throws SQLException {
    password = server.password();
    url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(server.port());
    execute("create database %s oid = %d".formatted(name, oid));
    reconnect(server);
    EventWriter.migrate(url, user, password);
  }

  /** A role that may read everything but the identifier of the database system. */
  LogDatabase roleWithoutSystem() throws SQLException {
    execute("create role %s login password 'x'".formatted(name + "_reader"));
    execute("grant select on all tables in schema public to %s".formatted(name + "_reader"));
    execute("grant insert on publication to %s".formatted(name + "_reader"));
    execute("revoke execute on function pg_control_system() from public");
    return new LogDatabase(url, name + "_reader", "x");
  }

  /** The database of the last {@link #use(EmbeddedPostgres)}, on a server that was restarted. */
  void reconnect(EmbeddedPostgres server) {
    password = server.password();
    url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.port(), name);
  }

  /** A copy of this test's database beside it; nobody may be connected with the original. */
  LogDatabase copyOfDatabase() throws SQLException {
    String original = url;
    url = original.replace("/" + name, "/postgres");
    execute("create database " + name + "_copy template " + name + "");
    url = original;
    return new LogDatabase(url + "_copy", user, password);
  }

  /** Another broker, from now on. */
  void use(String servers) {
    bootstrapServers = servers;
  }

  @Override
  public void afterEach(ExtensionContext context) throws SQLException {
    closeClients();
    for (EventWriter writer : writers) {
      writer.close();
    }
  }

  /** Closes what speaks to Kafka, for a test that stops a broker of its own; may be repeated. */
  void closeClients() {
    relays.forEach(relay -> relay.close(CLOSE_LIMIT));
    readers.forEach(TopicReader::close);
    readers.clear();
  }

  String name() {
    return name;
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  LogDatabase database() {
    return new LogDatabase(url, user, password);
  }

  /** The same database in the form that the service takes. */
  String databaseUrl() {
    return url.replace("jdbc:postgresql://", "postgres://%s:%s@".formatted(user, password));
  }

  RelaySettings settings() {
    return settings(SMALL_PAGES, Map.of());
  }

  /** The settings of this test, with the database seen by another role. */
  RelaySettings settingsOf(LogDatabase role) {
    RelaySettings ours = settings();
    return new RelaySettings(true, name, role, ours.kafka(), ours.topics(), ours.pace());
  }

  RelaySettings settings(RelayPace pace, Map<String, Object> kafka) {
    Map<String, Object> all = new HashMap<>(kafka);
    all.putIfAbsent("bootstrap.servers", bootstrapServers);
    return new RelaySettings(
        true, name, database(), all, new TopicPlan(3, (short) 1, "cursor-" + name), pace);
  }

  Relay relay() {
    return relay(settings(), RelayProbe.NONE);
  }

  Relay relay(RelaySettings settings, RelayProbe probe) {
    Relay relay = new Relay(settings, Clock.systemUTC(), probe);
    relays.add(relay);
    return relay;
  }

  EventWriter writer() throws SQLException {
    EventWriter writer = new EventWriter(connect(), name);
    writers.add(writer);
    return writer;
  }

  TopicReader reader() {
    TopicReader reader = new TopicReader(bootstrapServers, name);
    readers.add(reader);
    return reader;
  }

  /** Puts a cursor where the relay of this test looks for its own, or takes it away. */
  void putCursor(@Nullable String json) throws ExecutionException, InterruptedException {
    putCursor(name, json);
  }

  /** The same of a relay of another name. */
  void putCursor(String relay, @Nullable String json)
      throws ExecutionException, InterruptedException {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  settings().topics().cursorTopic(),
                  0,
                  relay.getBytes(UTF_8),
                  json == null ? null : json.getBytes(UTF_8)))
          .get();
    }
  }

  /** The cursor of the relay of this test, as it stands in its topic. */
  CursorRecord cursor() {
    KafkaLink link = new KafkaLink(settings(), RelayProbe.NONE);
    try {
      assertThat(link.prepare()).isEqualTo(new Readiness.Fit());
      return link.readCursor().orElseThrow();
    } finally {
      link.closeReaders();
    }
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The one number that a query answers. */
  int number(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    }
  }

  /** Ends all sessions of relays with this test's database, as a time-out or an operator does. */
  void endRelaySessions() throws SQLException {
    execute(
        """
        select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'sprintcap-relay' and datname = current_database()
        """);
  }

  static void deleteFolder(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Started at the first use in this JVM, stopped after the last test. */
  private static final class Shared implements AutoCloseable {
    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final EmbeddedKafka kafka;

    Shared() {
      try {
        folder = Files.createTempDirectory("relay-test");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      postgres = new EmbeddedPostgres(folder.resolve("postgres"), 0);
      kafka = new EmbeddedKafka(folder.resolve("kafka"), 0, Map.of());
      postgres.start();
      kafka.start();
    }

    @Override
    public void close() {
      kafka.close();
      postgres.close();
      deleteFolder(folder);
    }
  }
}
