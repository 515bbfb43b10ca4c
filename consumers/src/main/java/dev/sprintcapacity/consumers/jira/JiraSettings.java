package dev.sprintcapacity.consumers.jira;

import dev.sprintcapacity.consumers.jira.address.JiraAddress;
import dev.sprintcapacity.consumers.jira.api.JiraCredentials;
import dev.sprintcapacity.settings.EnvironmentReader;
import dev.sprintcapacity.settings.Setting;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which board of which Jira, and as whom.
 *
 * @param address where Jira is; absent: the connection is off, and the rest means nothing
 * @param boardId number of the board, from 1
 * @param credentials sent with each call
 * @param dryRun whether calls that change something are only logged
 */
public record JiraSettings(
    Optional<JiraAddress> address, long boardId, JiraCredentials credentials, boolean dryRun) {

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");
  private static final int MAX_SECRET_LENGTH = 4_096;

  /** Whether Jira is wanted at all. */
  public boolean isOn() {
    return address.isPresent();
  }

  /**
   * Reads the {@code JIRA_*} variables; problems are left in the reader. Without {@code JIRA_URL}
   * no other one is looked at.
   */
  public static JiraSettings read(EnvironmentReader reader) {
    Optional<String> url = reader.text(JiraSetting.JIRA_URL);
    if (url.isEmpty()) {
      return new JiraSettings(
          Optional.empty(), 1, new JiraCredentials(Optional.empty(), ""), false);
    }
    reader.refuseUnknown("JIRA_", Arrays.asList(JiraSetting.values()));
    boolean privateAllowed = reader.trueOrFalse(JiraSetting.JIRA_ALLOW_PRIVATE_ADDRESS);
    return new JiraSettings(
        address(reader, url.get(), privateAllowed),
        boardId(reader),
        new JiraCredentials(user(reader), token(reader)),
        reader.trueOrFalse(JiraSetting.JIRA_DRY_RUN));
  }

  private static Optional<JiraAddress> address(
      EnvironmentReader reader, String url, boolean privateAllowed) {
    try {
      return Optional.of(JiraAddress.parse(url, privateAllowed));
    } catch (IllegalArgumentException e) {
      // an address with an @ may hold a password
      reader.problem(
          "%s=%s: %s"
              .formatted(
                  JiraSetting.JIRA_URL.key(), url.contains("@") ? "***" : url, e.getMessage()));
      return Optional.empty();
    }
  }

  private static long boardId(EnvironmentReader reader) {
    String text = reader.text(JiraSetting.JIRA_BOARD_ID).orElse("");
    if (NUMBER.matcher(text).matches()) {
      return Long.parseLong(text);
    }
    reader.problem(
        "%s=%s: expected the number of the board, as in its address in the browser (rapidView=… or"
                .formatted(JiraSetting.JIRA_BOARD_ID.key(), text)
            + " /boards/…)");
    return 1;
  }

  private static Optional<String> user(EnvironmentReader reader) {
    Optional<String> user = reader.text(JiraSetting.JIRA_USER);
    user.filter(name -> name.contains(":") || !isPlain(name))
        .ifPresent(name ->
            reader.problem(
                "%s: expected an e-mail address without colon and blanks"
                    .formatted(JiraSetting.JIRA_USER.key())));
    return user;
  }

  private static String token(EnvironmentReader reader) {
    Setting setting = JiraSetting.JIRA_TOKEN;
    String token = reader.text(setting).orElse("");
    if (token.isEmpty()) {
      reader.problem(
          "%s is missing: expected an API token of Jira Cloud or a personal access token of Data"
                  .formatted(setting.key())
              + " Center");
    } else if (!isPlain(token) || token.length() > MAX_SECRET_LENGTH) {
      reader.problem(
          "%s=***: expected at most %d characters of ASCII without blanks"
              .formatted(setting.key(), MAX_SECRET_LENGTH));
    }
    return token;
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
