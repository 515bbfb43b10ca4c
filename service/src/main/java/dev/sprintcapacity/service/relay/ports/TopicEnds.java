package dev.sprintcapacity.service.relay.ports;

import dev.sprintcapacity.postgres.eventlog.PublishedEvent;
import java.util.List;

/**
 * The ends of the event topics.
 *
 * @param events the last ones of our form, ascending by offset within a partition
 * @param shared whether another relay publishes to the topics too
 */
public record TopicEnds(List<PublishedEvent> events, boolean shared) {
  /** Copies the list. */
  public TopicEnds {
    events = List.copyOf(events);
  }
}
