package dev.sprintcapacity.consumers.runtime;

import dev.sprintcapacity.consumers.email.EmailSetting;
import dev.sprintcapacity.consumers.email.EmailSettings;
import dev.sprintcapacity.consumers.jira.JiraSetting;
import dev.sprintcapacity.consumers.jira.JiraSettings;
import dev.sprintcapacity.events.KafkaEnvironment;
import dev.sprintcapacity.settings.DatabaseAddress;
import dev.sprintcapacity.settings.DatabaseFrom;
import dev.sprintcapacity.settings.Durations;
import dev.sprintcapacity.settings.EnvironmentReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Everything the consumers are told from outside, read once and checked as a whole.
 *
 * @param enabled those that run, in the order of their kinds
 * @param address of the database; empty only where the caller brings its own
 * @param databaseWait how long the start waits for the database
 * @param kafka the {@code KAFKA_*} variables as given, for the client's properties
 * @param email how mails get out
 * @param jira which board of which Jira
 */
public record ConsumersSettings(
    List<ConsumerKind> enabled,
    Optional<DatabaseAddress> address,
    Duration databaseWait,
    Map<String, String> kafka,
    EmailSettings email,
    JiraSettings jira) {

  /** The word that stands for no consumer at all. */
  public static final String NONE = "none";

  /**
   * Of all that begins with the product's prefix the consumers know these alone; the rest is for
   * the service, which may share their environment.
   */
  private static final String PREFIX = "SPRINTCAP_CONSUMER";

  private static final Duration MAX_DATABASE_WAIT = Duration.ofHours(1);

  /** Copies the collections. */
  public ConsumersSettings {
    enabled = List.copyOf(enabled);
    kafka = Map.copyOf(kafka);
  }

  /**
   * Reads the settings of consumers that find their database through {@code DATABASE_URL}.
   *
   * @throws dev.sprintcapacity.settings.SettingsException with every problem found
   */
  public static ConsumersSettings read(Map<String, String> environment) {
    return read(environment, DatabaseFrom.ENVIRONMENT);
  }

  /**
   * Reads the settings.
   *
   * @throws dev.sprintcapacity.settings.SettingsException with every problem found
   */
  public static ConsumersSettings read(Map<String, String> environment, DatabaseFrom databaseFrom) {
    EnvironmentReader reader = new EnvironmentReader(environment);
    List<ConsumerKind> enabled = enabled(reader);
    ConsumersSettings settings =
        new ConsumersSettings(
            enabled,
            reader.databaseAddress(
                ConsumersSetting.DATABASE_URL,
                enabled.isEmpty() ? DatabaseFrom.CALLER : databaseFrom),
            reader.duration(ConsumersSetting.DATABASE_WAIT, Duration.ZERO, MAX_DATABASE_WAIT),
            reader.kafkaVariables(),
            EmailSettings.read(reader),
            JiraSettings.read(reader));
    refuseUnknown(reader);
    KafkaEnvironment.problems(settings.kafka()).forEach(reader::problem);
    reader.refuseProblems();
    return settings;
  }

  /** The database. */
  DatabaseAddress database() {
    return address.orElseThrow(
        () -> new IllegalStateException("DATABASE_URL is not there: the caller has to add it"));
  }

  /** Where the consumers look for Kafka, for people. */
  String kafkaPlace() {
    return String.valueOf(
        KafkaEnvironment.clientProperties(kafka)
            .getOrDefault("bootstrap.servers", KafkaEnvironment.DEFAULT_BOOTSTRAP_SERVERS));
  }

  /** One line for each setting in force, for the log; secrets are masked. */
  public List<String> describe() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s=%s"
            .formatted(
                ConsumersSetting.CONSUMERS.key(),
                enabled.isEmpty()
                    ? NONE
                    : enabled.stream().map(ConsumerKind::word).collect(Collectors.joining(","))));
    address.ifPresent(place -> lines.add(ConsumersSetting.DATABASE_URL.key() + "=" + place));
    lines.add(ConsumersSetting.DATABASE_WAIT.key() + "=" + Durations.text(databaseWait));
    lines.add(
        email
            .server()
            .map(server -> "mails are sent from %s by %s".formatted(email.sender().text(), server))
            .orElseGet(() -> "mails are stored in " + email.folder()));
    jira.address()
        .ifPresent(place ->
            lines.add(
                "sprints are kept on board %d of %s%s"
                    .formatted(jira.boardId(), place, jira.dryRun() ? ", as a dry run" : "")));
    lines.addAll(EnvironmentReader.described(kafka));
    return lines;
  }

  /** Names of variables only: their values may be secrets. */
  @Override
  public String toString() {
    return "ConsumersSettings[enabled=%s, address=%s, databaseWait=%s, kafka=%s, email=%s, jira=%s]"
        .formatted(
            enabled,
            address.map(DatabaseAddress::toString).orElse(""),
            databaseWait,
            new TreeMap<>(kafka).keySet(),
            email,
            jira);
  }

  /**
   * Rooms look at their own names where they are in use; a misspelt one may be why they are not.
   */
  private static void refuseUnknown(EnvironmentReader reader) {
    reader.refuseUnknown(PREFIX, List.of(ConsumersSetting.CONSUMERS));
    if (!reader.isGiven(EmailSetting.HOST)) {
      reader.refuseUnknown("SMTP_", List.of(EmailSetting.values()));
    }
    if (!reader.isGiven(JiraSetting.JIRA_URL)) {
      reader.refuseUnknown("JIRA_", List.of(JiraSetting.values()));
    }
  }

  private static List<ConsumerKind> enabled(EnvironmentReader reader) {
    boolean hasJira = reader.isGiven(JiraSetting.JIRA_URL);
    Optional<String> given = reader.text(ConsumersSetting.CONSUMERS);
    if (given.isEmpty()) {
      return hasJira
          ? List.of(ConsumerKind.values())
          : List.of(ConsumerKind.EMAIL, ConsumerKind.ANALYTICS);
    }
    if (given.get().equals(NONE)) {
      return List.of();
    }
    Set<ConsumerKind> named = EnumSet.noneOf(ConsumerKind.class);
    Arrays.stream(given.get().split(",", -1))
        .map(String::strip)
        .forEach(word ->
            ConsumerKind.of(word)
                .ifPresentOrElse(
                    named::add,
                    () ->
                        reader.problem(
                            "%s=%s: '%s' is no consumer; expected some of %s, separated by commas, or %s"
                                .formatted(
                                    ConsumersSetting.CONSUMERS.key(),
                                    given.get(),
                                    word,
                                    ConsumerKind.words(),
                                    NONE))));
    if (named.contains(ConsumerKind.JIRA) && !hasJira) {
      reader.problem(
          "%s=%s: jira needs JIRA_URL, which is missing"
              .formatted(ConsumersSetting.CONSUMERS.key(), given.get()));
    }
    return List.copyOf(named);
  }
}
