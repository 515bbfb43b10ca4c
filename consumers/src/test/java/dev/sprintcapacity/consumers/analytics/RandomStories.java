package dev.sprintcapacity.consumers.analytics;

import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.HolidayFact;
import dev.sprintcapacity.events.SprintCompleted;
import dev.sprintcapacity.events.SprintCreated;
import dev.sprintcapacity.events.SprintFacts;
import dev.sprintcapacity.events.SprintStarted;
import dev.sprintcapacity.events.SprintUpdated;
import dev.sprintcapacity.events.TeamMember;
import dev.sprintcapacity.events.TeamMemberAdded;
import dev.sprintcapacity.events.TeamMemberUpdated;
import dev.sprintcapacity.testkit.SampleEvents;
import dev.sprintcapacity.testkit.SprintStory;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Lives of sprints as the service publishes them, with any changes of plan and team in between. */
final class RandomStories {

  private static final int MOST_CHANGES = 6;
  private static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 6);

  private final SplittableRandom random;
  private int team;
  private int days;
  private BigDecimal confidence = BigDecimal.ZERO;

  RandomStories(SplittableRandom random) {
    this.random = random;
  }

  List<List<Event>> stories(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(number -> story("sprint-" + number)).toList();
  }

  /** The same events in any order, some of them several times. */
  List<Event> disturbed(List<List<Event>> stories) {
    List<Event> events = new ArrayList<>(stories.stream().flatMap(List::stream).toList());
    for (Event event : List.copyOf(events)) {
      if (random.nextInt(3) == 0) {
        events.add(event);
      }
    }
    for (int i = events.size() - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      Event kept = events.get(i);
      events.set(i, events.get(other));
      events.set(other, kept);
    }
    return events;
  }

  private List<Event> story(String id) {
    team = random.nextInt(4);
    changePlan();
    SprintStory story = SprintStory.of(id).then(sprint -> new SprintCreated(facts(sprint)));
    if (team > 0) {
      story.then(sprint -> new TeamMemberAdded(sprint, name(sprint), members()));
    }
    changes(story);
    if (random.nextBoolean()) {
      story.then(sprint -> new SprintStarted(facts(sprint)));
      changes(story);
      if (random.nextBoolean()) {
        story.then(sprint -> new SprintCompleted(facts(sprint)));
      }
    }
    if (random.nextBoolean()) {
      story.deleted();
    }
    return story.events();
  }

  private void changes(SprintStory story) {
    int changes = random.nextInt(MOST_CHANGES);
    for (int i = 0; i < changes; i++) {
      boolean teamChanges = random.nextBoolean();
      if (teamChanges) {
        team = random.nextInt(TeamMember.MAX_TEAM + 1);
      }
      if (!teamChanges || random.nextBoolean()) {
        changePlan();
        story.then(sprint ->
            new SprintUpdated(
                facts(sprint),
                List.of(new HolidayFact(FIRST_DAY, "Epiphany")),
                List.of("confidence_percentage", "holidays")));
      }
      if (teamChanges) {
        story.then(sprint -> new TeamMemberUpdated(sprint, name(sprint), members()));
      }
    }
  }

  private void changePlan() {
    days = random.nextInt(SprintFacts.MAX_DURATION + 1);
    confidence = BigDecimal.valueOf(random.nextInt(10_001), 2);
  }

  private SprintFacts facts(String sprint) {
    return new SprintFacts(
        sprint,
        name(sprint),
        SampleEvents.numberOf(sprint),
        team,
        FIRST_DAY,
        FIRST_DAY.plusDays(13 + days % 7),
        days,
        confidence);
  }

  private static String name(String sprint) {
    return SampleEvents.nameOf(sprint);
  }

  private List<TeamMember> members() {
    return IntStream.rangeClosed(1, team)
        .mapToObj(number -> new TeamMember("member-" + number, "Person " + number, "Tester", null))
        .toList();
  }
}
