package dev.sprintcapacity.chaos.load;

/** What came of one attempt to send a request. Closed: more a client cannot know. */
sealed interface Reply {

  /** The instance answered. */
  record Answered(int status, String body) implements Reply {
    /** Whether the request was done. */
    boolean done() {
      return status >= 200 && status < 300;
    }

    /** Whether the instance could not do it, whatever the request was. */
    boolean unable() {
      return status == 429 || status >= 500;
    }
  }

  /** No instance took the request: nobody listened. */
  record Unsent(String why) implements Reply {}

  /** The request may have been done: the connection broke, or the time was over. */
  record Unanswered(String why) implements Reply {}
}
