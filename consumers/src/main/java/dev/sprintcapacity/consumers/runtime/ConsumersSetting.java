package dev.sprintcapacity.consumers.runtime;

import dev.sprintcapacity.settings.Setting;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What all consumers are told together; each has a list of its own beside it. */
public enum ConsumersSetting implements Setting {
  CONSUMERS(
      "SPRINTCAP_CONSUMERS",
      null,
      "which run, separated by commas: email, analytics, jira, or none;"
          + " without it email, analytics, and jira where JIRA_URL is set"),
  DATABASE_URL(
      "DATABASE_URL",
      null,
      "postgres://user:password@host:port/database, or jdbc:postgresql://host:port/database"),
  DATABASE_WAIT(
      "SPRINTCAP_DATABASE_WAIT", "60s", "how long the start waits for PostgreSQL, up to 1h");

  private final String key;
  private final @Nullable String defaultText;
  private final String meaning;

  ConsumersSetting(String key, @Nullable String defaultText, String meaning) {
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
