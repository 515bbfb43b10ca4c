package dev.sprintcapacity.consumer.internal.settings;

import dev.sprintcapacity.events.EventData;
import dev.sprintcapacity.events.EventType;
import dev.sprintcapacity.events.SprintCompleted;
import dev.sprintcapacity.events.SprintCreated;
import dev.sprintcapacity.events.SprintDeleted;
import dev.sprintcapacity.events.SprintStarted;
import dev.sprintcapacity.events.SprintUpdated;
import dev.sprintcapacity.events.TeamMemberAdded;
import dev.sprintcapacity.events.TeamMemberUpdated;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Event types by what registers a handler: a class of content, or a name. */
public final class EventTypes {
  private static final Map<Class<? extends EventData>, EventType> BY_CONTENT =
      Map.of(
          SprintCreated.class, EventType.SPRINT_CREATED,
          SprintUpdated.class, EventType.SPRINT_UPDATED,
          SprintStarted.class, EventType.SPRINT_STARTED,
          SprintCompleted.class, EventType.SPRINT_COMPLETED,
          SprintDeleted.class, EventType.SPRINT_DELETED,
          TeamMemberAdded.class, EventType.TEAM_MEMBER_ADDED,
          TeamMemberUpdated.class, EventType.TEAM_MEMBER_UPDATED);

  private static final List<String> NAMES =
      Arrays.stream(EventType.values()).map(EventType::wireName).toList();

  private EventTypes() {}

  /** The type of event that carries this content. */
  public static EventType of(Class<? extends EventData> content) {
    return Objects.requireNonNull(
        BY_CONTENT.get(content), () -> content + " is no content of an event");
  }

  /** What speaks against a name; empty where it is known. */
  public static Optional<String> doubtsAbout(String name) {
    if (NAMES.contains(name)) {
      return Optional.empty();
    }
    String nearest =
        NearestName.to(name, NAMES).map(near -> ": did you mean %s?".formatted(near)).orElse("");
    return Optional.of(
        "%s is no event type of this version%s Known are %s"
            .formatted(name, nearest.isEmpty() ? "." : nearest, NAMES));
  }
}
