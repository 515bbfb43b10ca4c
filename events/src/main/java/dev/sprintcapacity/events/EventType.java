package dev.sprintcapacity.events;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Every type of event there is, with its name on the wire and the topic it goes to.
 *
 * @since 0.1.0
 */
public enum EventType {
  /** A sprint was planned. */
  SPRINT_CREATED("sprint.created", Topic.SPRINT_LIFECYCLE),
  /** Something of a sprint other than its team changed. */
  SPRINT_UPDATED("sprint.updated", Topic.SPRINT_LIFECYCLE),
  /** A planned sprint began. */
  SPRINT_STARTED("sprint.started", Topic.SPRINT_LIFECYCLE),
  /** A running sprint ended. */
  SPRINT_COMPLETED("sprint.completed", Topic.SPRINT_LIFECYCLE),
  /** A sprint was removed. */
  SPRINT_DELETED("sprint.deleted", Topic.SPRINT_LIFECYCLE),
  /** A sprint was planned with a team. */
  TEAM_MEMBER_ADDED("team_member.added", Topic.TEAM_MEMBERS),
  /** The team of a sprint, or its leave, changed. */
  TEAM_MEMBER_UPDATED("team_member.updated", Topic.TEAM_MEMBERS);

  private static final Map<String, EventType> BY_WIRE_NAME =
      Arrays.stream(values()).collect(toUnmodifiableMap(EventType::wireName, Function.identity()));

  private final String wireName;
  private final Topic topic;

  EventType(String wireName, Topic topic) {
    this.wireName = wireName;
    this.topic = topic;
  }

  /**
   * Finds the type with a name on the wire.
   *
   * @param wireName the {@code event_type} of an envelope, or the {@code ce_type} of a record
   * @return the type; empty where this version of the contract has none of that name
   */
  public static Optional<EventType> fromWireName(String wireName) {
    return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
  }

  /**
   * The {@code event_type} of the envelope.
   *
   * @return the name on the wire
   */
  public String wireName() {
    return wireName;
  }

  /**
   * Where events of this type go.
   *
   * @return the topic
   */
  public Topic topic() {
    return topic;
  }
}
