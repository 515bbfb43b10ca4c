package dev.sprintcapacity.consumers.jira.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Who calls Jira. The token is in no text that this type makes but the header.
 *
 * @param user e-mail address, for Jira Cloud; absent for Data Center, where the token says who
 * @param token API token of Cloud, or personal access token of Data Center
 */
public record JiraCredentials(Optional<String> user, String token) {

  /** Hidden in texts: longer ones only, for a short one is part of too many words. */
  private static final int SHORTEST_HIDDEN = 4;

  /** Value of the {@code Authorization} header. */
  String header() {
    return user.map(name ->
            "Basic "
                + Base64.getEncoder()
                    .encodeToString((name + ':' + token).getBytes(StandardCharsets.UTF_8)))
        .orElseGet(() -> "Bearer " + token);
  }

  /** A text that came from elsewhere, without the token and the header's value. */
  String hiddenIn(String text) {
    String header = header();
    String hidden = text.replace(header.substring(header.indexOf(' ') + 1), "***");
    return token.length() < SHORTEST_HIDDEN ? hidden : hidden.replace(token, "***");
  }

  @Override
  public String toString() {
    return user.map(name -> "user " + name + " with a token").orElse("a token");
  }
}
