package dev.sprintcapacity.chaos.effects;

import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.SprintCompleted;
import dev.sprintcapacity.events.SprintCreated;
import dev.sprintcapacity.events.SprintDeleted;
import dev.sprintcapacity.events.SprintFacts;
import dev.sprintcapacity.events.SprintStarted;
import dev.sprintcapacity.events.SprintUpdated;
import dev.sprintcapacity.events.TeamMemberAdded;
import dev.sprintcapacity.events.TeamMemberUpdated;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares the figures that analytics has with those that follow from the events. */
final class AnalyticsCheck {
  private AnalyticsCheck() {}

  /**
   * Compares.
   *
   * @param sprints what happened
   * @param figures a line for each sprint that analytics knows
   */
  static KindVerdict check(List<SprintLife> sprints, List<String> figures) {
    Set<String> expected = new TreeSet<>();
    sprints.stream()
        .filter(sprint -> !sprint.events().isEmpty())
        .map(AnalyticsCheck::line)
        .forEach(expected::add);
    List<String> findings = new ArrayList<>();
    Set<String> found = new TreeSet<>();
    for (String line : figures) {
      if (!found.add(line)) {
        findings.add("twice: " + line);
      }
      if (!expected.contains(line)) {
        findings.add("wrong: " + line);
      }
    }
    expected.stream()
        .filter(line -> !found.contains(line))
        .forEach(line -> findings.add("missing: " + line));
    return new KindVerdict(
        EffectKind.ANALYTICS,
        "%d sprints of %d".formatted(figures.size(), expected.size()),
        findings);
  }

  private static String line(SprintLife sprint) {
    SprintFacts facts = null;
    String state = "planned";
    int team = 0;
    for (Event event : sprint.events()) {
      switch (event.data()) {
        case SprintCreated created -> facts = created.facts();
        case SprintUpdated updated -> facts = updated.facts();
        case SprintStarted started -> {
          facts = started.facts();
          state = "active";
        }
        case SprintCompleted completed -> {
          facts = completed.facts();
          state = "completed";
        }
        case SprintDeleted deleted -> state = "deleted";
        case TeamMemberAdded added -> team = added.teamMembers().size();
        case TeamMemberUpdated updated -> team = updated.teamMembers().size();
      }
    }
    return line(sprint, facts, state, team);
  }

  private static String line(
      SprintLife sprint, @Nullable SprintFacts facts, String state, int team) {
    if (facts == null) {
      throw new IllegalArgumentException(sprint.sprintId() + " was never created");
    }
    return String.join(
        " | ",
        facts.sprintId(),
        facts.sprintName(),
        facts.sprintNumber(),
        state,
        facts.startDate().toString(),
        facts.endDate().toString(),
        Integer.toString(facts.sprintDuration()),
        facts.confidencePercentage().stripTrailingZeros().toPlainString(),
        Integer.toString(Math.max(team, facts.teamMembersCount())),
        Integer.toString(sprint.events().size()));
  }
}
