package dev.sprintcapacity.consumers.jira;

import dev.sprintcapacity.settings.Setting;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Environment variables of the connection to Jira. */
public enum JiraSetting implements Setting {
  /** Where Jira is; absent: the connection is off. */
  JIRA_URL(null, "address of Jira, as https://example.atlassian.net; absent: Jira is off"),
  /** The board. */
  JIRA_BOARD_ID(null, "number of the board whose sprints are kept like those here"),
  /** Who calls; absent for Data Center. */
  JIRA_USER(null, "e-mail address of the user of Jira Cloud; absent for Data Center"),
  /** What proves it. */
  JIRA_TOKEN(null, "API token (Cloud) or personal access token (Data Center); secret"),
  /** Whether nothing is written. */
  JIRA_DRY_RUN("false", "only log what would be called"),
  /** Whether Jira may be in the own network. */
  JIRA_ALLOW_PRIVATE_ADDRESS("false", "allow loopback and private addresses");

  private final @Nullable String standard;
  private final String meaning;

  JiraSetting(@Nullable String standard, String meaning) {
    this.standard = standard;
    this.meaning = meaning;
  }

  @Override
  public String key() {
    return name();
  }

  @Override
  public Optional<String> defaultText() {
    return Optional.ofNullable(standard);
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
