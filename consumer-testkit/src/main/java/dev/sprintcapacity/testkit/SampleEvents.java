package dev.sprintcapacity.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.EventData;
import dev.sprintcapacity.events.HolidayFact;
import dev.sprintcapacity.events.SprintCompleted;
import dev.sprintcapacity.events.SprintCreated;
import dev.sprintcapacity.events.SprintDeleted;
import dev.sprintcapacity.events.SprintFacts;
import dev.sprintcapacity.events.SprintStarted;
import dev.sprintcapacity.events.SprintUpdated;
import dev.sprintcapacity.events.TeamMember;
import dev.sprintcapacity.events.TeamMemberAdded;
import dev.sprintcapacity.events.TeamMemberUpdated;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Content of every type of event, such as the service publishes: a sprint of two weeks and a team
 * of three, one holiday after an update. The same sprint's id gives the same content every time. No
 * state; thread-safe.
 *
 * @since 0.1.0
 */
public final class SampleEvents {
  /** Sprints of a year, so that numbers are such as people use. */
  private static final int NUMBERS = 26;

  private static final TeamMember ALICE =
      new TeamMember("member-1", "Alice Johnson", "Developer", "alice.johnson@example.com");
  private static final TeamMember BOB = new TeamMember("member-2", "Bob Smith", "Tester", null);
  private static final TeamMember CHLOE =
      new TeamMember("member-3", "Chloé Dubois", "Product Owner", "chloe@example.com");

  private SampleEvents() {}

  /**
   * An event with everything it needs around its content. Its id follows from sprint and sequence,
   * its time is {@link ManualClock#START} and a minute more for each sequence.
   *
   * @param sequence its place among the events of its sprint, from 1
   * @param data the content
   * @return the event
   */
  public static Event event(long sequence, EventData data) {
    UUID id = UUID.nameUUIDFromBytes((data.sprintId() + '#' + sequence).getBytes(UTF_8));
    return new Event(
        id, ManualClock.START.plus(Duration.ofMinutes(sequence)), sequence, null, data);
  }

  /**
   * A sprint was planned.
   *
   * @param sprintId the sprint
   * @return the content of {@code sprint.created}
   */
  public static SprintCreated sprintCreated(String sprintId) {
    return new SprintCreated(facts(sprintId, 2, 10, "90"));
  }

  /**
   * A holiday was entered, and confidence went down.
   *
   * @param sprintId the sprint
   * @return the content of {@code sprint.updated}
   */
  public static SprintUpdated sprintUpdated(String sprintId) {
    return new SprintUpdated(
        facts(sprintId, 2, 9, "87.5"),
        List.of(new HolidayFact(LocalDate.of(2026, 12, 8), "Immaculate Conception")),
        List.of("confidence_percentage", "holidays"));
  }

  /**
   * The sprint began.
   *
   * @param sprintId the sprint
   * @return the content of {@code sprint.started}
   */
  public static SprintStarted sprintStarted(String sprintId) {
    return new SprintStarted(facts(sprintId, 3, 9, "87.5"));
  }

  /**
   * The sprint ended.
   *
   * @param sprintId the sprint
   * @return the content of {@code sprint.completed}
   */
  public static SprintCompleted sprintCompleted(String sprintId) {
    return new SprintCompleted(facts(sprintId, 3, 9, "87.5"));
  }

  /**
   * The sprint was removed.
   *
   * @param sprintId the sprint
   * @return the content of {@code sprint.deleted}
   */
  public static SprintDeleted sprintDeleted(String sprintId) {
    return new SprintDeleted(sprintId);
  }

  /**
   * The sprint was planned with a team of two.
   *
   * @param sprintId the sprint
   * @return the content of {@code team_member.added}
   */
  public static TeamMemberAdded teamMemberAdded(String sprintId) {
    return new TeamMemberAdded(sprintId, nameOf(sprintId), List.of(ALICE, BOB));
  }

  /**
   * A third one joined.
   *
   * @param sprintId the sprint
   * @return the content of {@code team_member.updated}
   */
  public static TeamMemberUpdated teamMemberUpdated(String sprintId) {
    return new TeamMemberUpdated(sprintId, nameOf(sprintId), List.of(ALICE, BOB, CHLOE));
  }

  /**
   * The number of a sprint, as in {@code 26-07}.
   *
   * @param sprintId the sprint
   * @return its number; sprints with different ids may share one
   */
  public static String numberOf(String sprintId) {
    return "26-%02d".formatted(1 + Math.floorMod(sprintId.hashCode(), NUMBERS));
  }

  /**
   * The name of a sprint, as in {@code Sprint 26-07}.
   *
   * @param sprintId the sprint
   * @return its name
   */
  public static String nameOf(String sprintId) {
    return "Sprint " + numberOf(sprintId);
  }

  private static SprintFacts facts(String sprintId, int team, int days, String confidence) {
    return new SprintFacts(
        sprintId,
        nameOf(sprintId),
        numberOf(sprintId),
        team,
        LocalDate.of(2026, 11, 30),
        LocalDate.of(2026, 12, 11),
        days,
        new BigDecimal(confidence));
  }
}
