package dev.sprintcapacity.events;

/**
 * The {@code data} of an event. Closed: each case has a schema, a golden file and an encoding, and
 * whoever switches over the cases must decide what a new one means.
 *
 * @since 0.1.0
 */
public sealed interface EventData
    permits SprintCreated,
        SprintUpdated,
        SprintStarted,
        SprintCompleted,
        SprintDeleted,
        TeamMemberAdded,
        TeamMemberUpdated {

  /**
   * The type of event that carries this data.
   *
   * @return the event type
   */
  EventType type();

  /**
   * The sprint this is about: the key of the record.
   *
   * @return the sprint's id
   */
  String sprintId();
}
