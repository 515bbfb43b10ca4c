package dev.sprintcapacity.consumers.jira.stub;

import java.util.Map;

/** What befalls one call. Closed: the stub knows each. */
public sealed interface Fault {

  /** Nothing; to let a call pass before one that fails. */
  record None() implements Fault {}

  /** Another answer, and nothing is done. */
  record Answer(int status, Map<String, String> headers, String body) implements Fault {}

  /** The connection ends before anything is done. */
  record CutBefore() implements Fault {}

  /** It is done, and the connection ends before the answer. */
  record CutAfter() implements Fault {}

  /** It is done, and the answer is this. */
  record DoneAndAnswer(int status, String body) implements Fault {}

  /** It is done, and the answer never comes. */
  record DoneAndSilent() implements Fault {}

  /** It is done, something happens elsewhere, and the answer comes. */
  record DoneAnd(Runnable event) implements Fault {}

  /** An error as Jira writes it. */
  static Fault error(int status, String message) {
    return new Answer(status, Map.of(), StubJira.error(message));
  }

  /** A rate limit. */
  static Fault tooMany(String retryAfter) {
    return new Answer(
        429, Map.of("Retry-After", retryAfter), StubJira.error("Rate limit exceeded."));
  }
}
