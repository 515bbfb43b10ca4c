package dev.sprintcapacity.service.settings;

import dev.sprintcapacity.events.KafkaEnvironment;
import dev.sprintcapacity.service.relay.RelaySettings;
import dev.sprintcapacity.settings.DatabaseFrom;
import dev.sprintcapacity.settings.Durations;
import dev.sprintcapacity.settings.EnvironmentReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything the service is told from outside, read once and checked as a whole.
 *
 * @param http the HTTP side
 * @param database the database
 * @param kafka the way of events to Kafka
 * @param live who may have live updates
 * @param dataFolder folder of the embedded servers, read by the standalone room
 */
public record ServiceSettings(
    HttpSettings http,
    DatabaseSettings database,
    KafkaSettings kafka,
    LiveSettings live,
    Path dataFolder) {

  private static final String PREFIX = "SPRINTCAP_";
  private static final int MAX_PORT = 65_535;

  /** A single PostgreSQL rarely gains from more connections than this. */
  private static final int MAX_POOL = 200;

  /** Bounds memory: each write in progress may hold a body of a megabyte. */
  private static final int MAX_CONCURRENT_WRITES = 10_000;

  /** Each holds a socket, and requests need some of those the server may have. */
  private static final int MAX_LIVE_CLIENTS = 8_000;

  private static final Duration MAX_STARTUP_WAIT = Duration.ofHours(1);
  private static final Duration MAX_SHUTDOWN_WAIT = Duration.ofMinutes(5);
  private static final String[] NONE = {};

  /**
   * Reads the settings of a service that finds its database through {@code DATABASE_URL}.
   *
   * @throws dev.sprintcapacity.settings.SettingsException with every problem found
   */
  public static ServiceSettings read(Map<String, String> environment) {
    return read(environment, DatabaseFrom.ENVIRONMENT);
  }

  /**
   * Reads the settings.
   *
   * @throws dev.sprintcapacity.settings.SettingsException with every problem found
   */
  public static ServiceSettings read(Map<String, String> environment, DatabaseFrom databaseFrom) {
    EnvironmentReader reader = new EnvironmentReader(environment);
    ServiceSettings settings =
        new ServiceSettings(
            new HttpSettings(
                reader.text(ServiceSetting.HTTP_ADDRESS).orElseThrow(),
                reader.wholeNumber(ServiceSetting.HTTP_PORT, 0, MAX_PORT),
                reader.wholeNumber(ServiceSetting.CONCURRENT_WRITES, 1, MAX_CONCURRENT_WRITES),
                reader.duration(ServiceSetting.SHUTDOWN_WAIT, Duration.ZERO, MAX_SHUTDOWN_WAIT)),
            new DatabaseSettings(
                reader.databaseAddress(ServiceSetting.DATABASE_URL, databaseFrom),
                reader.wholeNumber(ServiceSetting.DATABASE_POOL_SIZE, 2, MAX_POOL),
                reader.duration(ServiceSetting.DATABASE_WAIT, Duration.ZERO, MAX_STARTUP_WAIT)),
            new KafkaSettings(
                reader.trueOrFalse(ServiceSetting.KAFKA_ENABLED),
                reader.name(ServiceSetting.RELAY_NAME),
                reader.wholeNumber(ServiceSetting.KAFKA_PORT, 0, MAX_PORT),
                reader.wholeNumber(ServiceSetting.TOPIC_PARTITIONS, 1, 1000),
                reader.wholeNumber(ServiceSetting.TOPIC_REPLICATION, 1, 9),
                reader.kafkaVariables()),
            new LiveSettings(
                reader.wholeNumber(ServiceSetting.LIVE_CLIENTS, 1, MAX_LIVE_CLIENTS),
                allowedOrigins(reader)),
            reader.folder(ServiceSetting.DATA));
    kafkaProblems(settings.kafka().variables()).forEach(reader::problem);
    reader.refuseUnknown(PREFIX, List.of(ServiceSetting.values()));
    reader.refuseProblems();
    return settings;
  }

  /** One line for each setting in force, for the log; secrets are masked. */
  public List<String> describe() {
    List<String> lines = new ArrayList<>();
    database.address().ifPresent(address -> line(lines, ServiceSetting.DATABASE_URL, address));
    line(lines, ServiceSetting.DATABASE_POOL_SIZE, database.poolSize());
    line(lines, ServiceSetting.DATABASE_WAIT, Durations.text(database.startupWait()));
    line(lines, ServiceSetting.HTTP_ADDRESS, http.address());
    line(lines, ServiceSetting.HTTP_PORT, http.port());
    line(lines, ServiceSetting.CONCURRENT_WRITES, http.concurrentWrites());
    line(lines, ServiceSetting.SHUTDOWN_WAIT, Durations.text(http.shutdownWait()));
    line(lines, ServiceSetting.KAFKA_ENABLED, kafka.enabled());
    kafka.relayName().ifPresent(name -> line(lines, ServiceSetting.RELAY_NAME, name));
    line(lines, ServiceSetting.KAFKA_PORT, kafka.embeddedPort());
    line(lines, ServiceSetting.TOPIC_PARTITIONS, kafka.topicPartitions());
    line(lines, ServiceSetting.TOPIC_REPLICATION, kafka.topicReplication());
    line(lines, ServiceSetting.LIVE_CLIENTS, live.clients());
    line(lines, ServiceSetting.ALLOWED_ORIGINS, live.allowedOrigins());
    line(lines, ServiceSetting.DATA, dataFolder);
    lines.addAll(EnvironmentReader.described(kafka.variables()));
    return lines;
  }

  private static void line(List<String> lines, ServiceSetting setting, Object value) {
    lines.add(setting.key() + "=" + value);
  }

  /** What the variables say wrongly, or else what the relay cannot work with. */
  private static List<String> kafkaProblems(Map<String, String> variables) {
    List<String> problems = KafkaEnvironment.problems(variables);
    return problems.isEmpty()
        ? RelaySettings.problems(KafkaEnvironment.clientProperties(variables))
        : problems;
  }

  private static Set<Origin> allowedOrigins(EnvironmentReader reader) {
    Set<Origin> allowed = new LinkedHashSet<>();
    for (String text :
        reader.text(ServiceSetting.ALLOWED_ORIGINS).map(all -> all.split(",", -1)).orElse(NONE)) {
      Optional<Origin> origin = Origin.parse(text.strip());
      origin.ifPresent(allowed::add);
      if (origin.isEmpty()) {
        reader.problem(
            "%s: \"%s\" is no origin, expected scheme, host and port only, such as https://plans.example or http://localhost:3000"
                .formatted(ServiceSetting.ALLOWED_ORIGINS.key(), text.strip()));
      }
    }
    return allowed;
  }
}
