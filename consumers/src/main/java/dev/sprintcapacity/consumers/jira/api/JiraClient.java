package dev.sprintcapacity.consumers.jira.api;

import dev.sprintcapacity.consumers.jira.address.CheckedResolver;
import dev.sprintcapacity.consumers.jira.address.HostNames;
import dev.sprintcapacity.consumers.jira.address.JiraAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.hc.core5.http.Method;
import org.jspecify.annotations.Nullable;

/**
 * Calls the agile REST API: create, read, change and delete sprints, list those of a board. While
 * Jira asks for a pause it is not called at all. Safe for use by several threads.
 */
public final class JiraClient implements AutoCloseable {

  /** As many as Jira gives at most. */
  public static final int PAGE_SIZE = 50;

  private static final String SPRINTS = "/rest/agile/1.0/sprint";
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY_REQUESTS = 429;

  private final JiraHttp http;
  private final JiraCredentials credentials;
  private final Clock clock;
  private final AtomicReference<Instant> pauseUntil = new AtomicReference<>(Instant.MIN);

  private JiraClient(JiraHttp http, JiraCredentials credentials, Clock clock) {
    this.http = http;
    this.credentials = credentials;
    this.clock = clock;
  }

  /**
   * Makes a client; connects to nothing yet.
   *
   * @param address where Jira is, and which addresses it may have
   * @param names asked for the host's addresses at each connect
   * @param credentials sent with each call
   * @param limits bounds of each call
   * @param clock for dates in answers, and for pauses
   */
  public static JiraClient open(
      JiraAddress address,
      HostNames names,
      JiraCredentials credentials,
      JiraLimits limits,
      Clock clock) {
    return new JiraClient(
        JiraHttp.open(address, new CheckedResolver(address, names), credentials, limits),
        credentials,
        clock);
  }

  /**
   * Makes a sprint in the state {@link SprintState#FUTURE}.
   *
   * @throws JiraException where that failed or may have failed
   */
  public JiraSprint create(NewSprint sprint) {
    return read(
        call(
            "create sprint '" + sprint.name() + "'", Method.POST, SPRINTS, SprintJson.body(sprint)),
        SprintJson::sprint,
        true);
  }

  /**
   * Reads a sprint; empty where there is none or it may not be seen, which Jira does not tell
   * apart.
   *
   * @throws JiraException where that failed
   */
  public Optional<JiraSprint> find(long id) {
    return found(call("read sprint " + id, Method.GET, place(id), null))
        .map(answer -> read(answer, SprintJson::sprint, false));
  }

  /**
   * Changes a sprint and gives it as it is then; empty where there is none.
   *
   * @throws JiraException where that failed or may have failed
   */
  public Optional<JiraSprint> change(long id, SprintChange change) {
    return found(
            call(
                "set sprint " + id + " " + change, Method.POST, place(id), SprintJson.body(change)))
        .map(answer -> read(answer, SprintJson::sprint, true));
  }

  /**
   * Deletes a sprint; its open issues go to the backlog. Does nothing where there is none.
   *
   * @return whether it was there
   * @throws JiraException where that failed or may have failed
   */
  public boolean delete(long id) {
    return found(call("delete sprint " + id, Method.DELETE, place(id), null)).isPresent();
  }

  /**
   * Reads some sprints of a board, in all states.
   *
   * @param boardId the board
   * @param startAt how many to leave out, at least 0
   * @throws JiraException where that failed
   */
  public SprintPage page(long boardId, int startAt) {
    String path =
        "/rest/agile/1.0/board/%d/sprint?startAt=%d&maxResults=%d"
            .formatted(boardId, startAt, PAGE_SIZE);
    Answer answer = call("list the sprints of board " + boardId, Method.GET, path, null);
    if (answer.status() == NOT_FOUND) {
      throw refused(answer);
    }
    return read(answer, SprintJson::page, false);
  }

  @Override
  public void close() {
    http.close();
  }

  private static String place(long id) {
    return SPRINTS + "/" + id;
  }

  private static Optional<Answer> found(Answer answer) {
    return answer.status() == NOT_FOUND ? Optional.empty() : Optional.of(answer);
  }

  private <T> T read(Answer answer, Function<byte[], T> reader, boolean changed) {
    if (answer.status() == NOT_FOUND) {
      throw refused(answer);
    }
    try {
      return reader.apply(answer.body());
    } catch (IllegalArgumentException e) {
      throw new JiraUnavailableException(
          credentials.hiddenIn(
              "Jira's answer to '%s' cannot be read: %s".formatted(answer.call(), e.getMessage())),
          changed,
          null);
    }
  }

  private Answer call(String what, Method method, String path, byte @Nullable [] body) {
    pause(what);
    Answer answer = http.call(what, method, path, body);
    int status = answer.status();
    if (status < 300 || status == NOT_FOUND) {
      return answer;
    }
    if (status == TOO_MANY_REQUESTS || (status >= 500 && answer.retryAfter().isPresent())) {
      Duration delay = RetryAfter.read(answer.retryAfter().orElse(""), clock.instant());
      if (status == TOO_MANY_REQUESTS) {
        pauseUntil.set(clock.instant().plus(delay));
      }
      throw new JiraBusyException(
          "Jira asks for a pause of %d s (%d) at '%s'".formatted(delay.toSeconds(), status, what),
          delay,
          status != TOO_MANY_REQUESTS);
    }
    if (status >= 500) {
      throw new JiraUnavailableException(
          "Jira failed to '%s': %d%s".formatted(what, status, reasons(answer)), true, null);
    }
    if (status < 400 || status == 401 || status == 403) {
      throw new JiraAccessException(closedDoor(answer), null);
    }
    throw refused(answer);
  }

  private void pause(String what) {
    Duration left = Duration.between(clock.instant(), pauseUntil.get());
    if (left.isPositive()) {
      throw new JiraBusyException(
          "Jira asked for a pause, of which %d ms are left, before '%s'"
              .formatted(left.toMillis(), what),
          left,
          false);
    }
  }

  private String closedDoor(Answer answer) {
    String advice =
        switch (answer.status()) {
          case 401 -> "refused the credentials (401): check JIRA_USER and JIRA_TOKEN";
          case 403 ->
              "allows this user no such thing (403): give the user of JIRA_TOKEN the right to"
                  + " manage sprints of the board";
          default ->
              "points elsewhere (%d), which is not followed: set JIRA_URL to where it is"
                  .formatted(answer.status());
        };
    return "Jira %s; at '%s'%s".formatted(advice, answer.call(), reasons(answer));
  }

  private JiraRefusalException refused(Answer answer) {
    return new JiraRefusalException(
        "Jira refused to '%s': %d%s".formatted(answer.call(), answer.status(), reasons(answer)),
        answer.status());
  }

  private String reasons(Answer answer) {
    String reasons = credentials.hiddenIn(SprintJson.reasons(answer.body()));
    return reasons.isEmpty() ? "" : ", " + reasons;
  }
}
