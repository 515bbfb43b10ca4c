package dev.sprintcapacity.consumers.dashboard;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a client can listen to: one sprint, or all.
 *
 * @param name {@code all}, or the id of the sprint, which begins with {@code sprint-}
 */
public record Channel(String name) {

  /** Every sprint. */
  public static final Channel ALL = new Channel("all");

  /** What {@link #parse} takes, for messages. */
  public static final String EXPECTED = "\"all\" or the id of a sprint such as \"sprint-123\"";

  private static final String SPRINT = "sprint-";
  private static final Pattern SPRINT_ID = Pattern.compile("sprint-[A-Za-z0-9._-]{1,100}");

  /**
   * The channel that a text names. Ids of sprints begin with {@code sprint-}, so the id alone is
   * the name; {@code sprint-} and the whole id behind it is the same channel.
   *
   * @return empty where it is no name of a channel
   */
  public static Optional<Channel> parse(String text) {
    if (text.equals(ALL.name())) {
      return Optional.of(ALL);
    }
    String id = text.startsWith(SPRINT + SPRINT) ? text.substring(SPRINT.length()) : text;
    return SPRINT_ID.matcher(id).matches() ? Optional.of(new Channel(id)) : Optional.empty();
  }

  /** The channel of one sprint. */
  public static Channel ofSprint(String sprintId) {
    return new Channel(sprintId);
  }
}
