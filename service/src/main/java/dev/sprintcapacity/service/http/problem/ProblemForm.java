package dev.sprintcapacity.service.http.problem;

import dev.sprintcapacity.service.http.reply.Reply;
import jakarta.servlet.http.HttpServletRequest;

/**
 * How a problem is told to whoever asked. Open: programs read documents, people read pages.
 *
 * @see ProblemWriter the form for programs
 */
@FunctionalInterface
public interface ProblemForm {

  /** The response that tells the problem to this client. */
  Reply reply(Problem problem, HttpServletRequest request);
}
