package dev.sprintcapacity.consumers.email;

import dev.sprintcapacity.settings.Setting;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every environment variable of the e-mail consumer with its default and meaning: the one list. */
public enum EmailSetting implements Setting {
  HOST("SMTP_HOST", null, "mail server; without it mails are stored as files below SPRINTCAP_DATA"),
  PORT(
      "SMTP_PORT",
      null,
      "TCP port of the mail server; without it 587 for starttls, 465 for tls, 25 for none"),
  USER("SMTP_USER", null, "who logs in at the mail server; without it nobody does"),
  PASSWORD("SMTP_PASSWORD", null, "password of SMTP_USER"),
  SECURITY(
      "SMTP_SECURITY",
      null,
      "starttls, tls or none; without it none on this machine and starttls elsewhere"),
  FROM("SMTP_FROM", null, "address that mails are from; needed with SMTP_HOST"),
  DATA("SPRINTCAP_DATA", "./data", "folder whose folder mail holds mails without SMTP_HOST");

  private final String key;
  private final @Nullable String defaultText;
  private final String meaning;

  EmailSetting(String key, @Nullable String defaultText, String meaning) {
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
