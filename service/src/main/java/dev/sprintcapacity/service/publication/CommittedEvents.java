package dev.sprintcapacity.service.publication;

import dev.sprintcapacity.events.EncodedEvent;
import java.util.List;

/** Told of events right after their commit. Open: the relay listens, tests may too. */
@FunctionalInterface
public interface CommittedEvents {

  /** Takes note; never throws and never blocks. */
  void committed(List<EncodedEvent> events);
}
