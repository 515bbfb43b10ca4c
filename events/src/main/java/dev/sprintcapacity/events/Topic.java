package dev.sprintcapacity.events;

/**
 * The Kafka topics events go to. Closed: a topic is part of the contract, and every reader of this
 * list must decide what a new one means for it.
 *
 * @since 0.1.0
 */
public enum Topic {
  /** What happens to a sprint itself. */
  SPRINT_LIFECYCLE("sprint.lifecycle"),
  /** What happens to the team of a sprint. */
  TEAM_MEMBERS("sprint.team-members");

  private final String topicName;

  Topic(String topicName) {
    this.topicName = topicName;
  }

  /**
   * The name Kafka knows the topic by.
   *
   * @return the topic's name
   */
  public String topicName() {
    return topicName;
  }
}
