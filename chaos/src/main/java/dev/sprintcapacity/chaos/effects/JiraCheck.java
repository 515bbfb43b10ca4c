package dev.sprintcapacity.chaos.effects;

import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares the sprints on a board with those that follow from the events. */
final class JiraCheck {
  private static final int NAME_LENGTH = "Sprint 00001".length();

  private JiraCheck() {}

  /**
   * Compares.
   *
   * @param sprints what happened
   * @param created names of the sprints that were ever made on the board
   * @param states of those that are there, by their names
   */
  static KindVerdict check(
      List<SprintLife> sprints, List<String> created, Map<String, List<String>> states) {
    List<String> findings = new ArrayList<>();
    Map<String, Long> times =
        created.stream()
            .collect(
                Collectors.groupingBy(
                    name -> name.substring(0, Math.min(NAME_LENGTH, name.length())),
                    TreeMap::new,
                    Collectors.counting()));
    Map<String, List<String>> left = new TreeMap<>(states);
    for (SprintLife sprint : sprints) {
      if (sprint.events().isEmpty()) {
        continue;
      }
      Long made = times.remove(sprint.name().substring(0, NAME_LENGTH));
      if (made == null || made != 1) {
        findings.add("%s was made %s times".formatted(sprint.name(), made == null ? 0 : made));
      }
      List<String> found = left.remove(sprint.name());
      List<String> expected = expected(sprint);
      if (!expected.equals(found == null ? List.of() : found)) {
        findings.add("%s is %s, not %s".formatted(sprint.name(), found, expected));
      }
    }
    times.keySet().forEach(name -> findings.add(name + " was made, and is nobody's"));
    left.keySet().forEach(name -> findings.add(name + " is there, and is nobody's"));
    return new KindVerdict(
        EffectKind.JIRA,
        "%d sprints made, %d there".formatted(created.size(), states.size()),
        findings);
  }

  private static List<String> expected(SprintLife sprint) {
    List<EventType> types =
        sprint.events().stream().map(Event::data).map(data -> data.type()).toList();
    if (types.contains(EventType.SPRINT_DELETED)) {
      return List.of();
    }
    if (types.contains(EventType.SPRINT_COMPLETED)) {
      return List.of("closed");
    }
    return List.of(types.contains(EventType.SPRINT_STARTED) ? "active" : "future");
  }
}
