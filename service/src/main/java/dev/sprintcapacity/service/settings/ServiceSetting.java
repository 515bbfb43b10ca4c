package dev.sprintcapacity.service.settings;

import dev.sprintcapacity.settings.Setting;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every environment variable of the service with its default and meaning: the one list. */
public enum ServiceSetting implements Setting {
  DATABASE_URL(
      "DATABASE_URL",
      null,
      "postgres://user:password@host:port/database, or jdbc:postgresql://host:port/database"),
  DATABASE_POOL_SIZE("SPRINTCAP_DATABASE_POOL_SIZE", "10", "connections held, 2..200"),
  DATABASE_WAIT(
      "SPRINTCAP_DATABASE_WAIT", "60s", "how long the start waits for PostgreSQL, up to 1h"),
  HTTP_ADDRESS("SPRINTCAP_HTTP_ADDRESS", "127.0.0.1", "address that is listened on"),
  HTTP_PORT("SPRINTCAP_HTTP_PORT", "8000", "TCP port, 0 takes a free one"),
  CONCURRENT_WRITES(
      "SPRINTCAP_CONCURRENT_WRITES", "256", "writes processed at once, 1..10000; more get 429"),
  SHUTDOWN_WAIT(
      "SPRINTCAP_SHUTDOWN_WAIT", "10s", "time running requests get at shutdown, up to 5m"),
  KAFKA_ENABLED("SPRINTCAP_KAFKA_ENABLED", "true", "false keeps events in the table only"),
  RELAY_NAME(
      "SPRINTCAP_RELAY_NAME",
      null,
      "instances with one name share the publication; without it, those on one database"),
  KAFKA_PORT("SPRINTCAP_KAFKA_PORT", "9092", "TCP port of the embedded broker"),
  TOPIC_PARTITIONS("SPRINTCAP_TOPIC_PARTITIONS", "6", "partitions of a created topic, 1..1000"),
  TOPIC_REPLICATION("SPRINTCAP_TOPIC_REPLICATION", "1", "replicas of a created topic, 1..9"),
  LIVE_CLIENTS(
      "SPRINTCAP_LIVE_CLIENTS", "5000", "clients of live updates at once, 1..8000; more get 503"),
  ALLOWED_ORIGINS(
      "SPRINTCAP_ALLOWED_ORIGINS",
      null,
      "other origins whose pages may change and follow things, such as https://plans.example, by"
          + " commas"),
  DATA("SPRINTCAP_DATA", "./data", "folder of the embedded servers and of stored mails"),
  CONSUMERS(
      "SPRINTCAP_CONSUMERS",
      null,
      "which consumers run beside it, read by them: email, analytics, jira, or none");

  private final String key;
  private final @Nullable String defaultText;
  private final String meaning;

  ServiceSetting(String key, @Nullable String defaultText, String meaning) {
    this.key = key;
    this.defaultText = defaultText;
    this.meaning = meaning;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public Optional<String> defaultText() {
    return Optional.ofNullable(defaultText);
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
