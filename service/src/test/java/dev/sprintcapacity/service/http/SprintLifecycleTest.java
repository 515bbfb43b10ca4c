package dev.sprintcapacity.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.service.testing.Bodies;
import dev.sprintcapacity.service.testing.StoredEvents.StoredEvent;
import dev.sprintcapacity.service.testing.TestApi;
import dev.sprintcapacity.service.testing.TestResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a client can do with sprints, and the events that tell it. */
class SprintLifecycleTest {

  private static final String SPRINTS = "/v1/sprints";

  private final TestApi api = TestApi.shared();

  @Test
  void a_created_sprint_is_shown_with_everything_the_service_adds() {
    String number = TestApi.newNumber();

    TestResponse created = api.post(SPRINTS, Bodies.goldenSprint(number)).expect(201);

    assertThat(created.header("ETag")).isEqualTo("\"1\"");
    assertThat(created.header("Location")).isEqualTo(SPRINTS + "/" + created.id());
    assertThat(created.json().propertyNames())
        .containsExactly(
            "id",
            "sprintName",
            "sprintNumber",
            "startDate",
            "endDate",
            "sprintDuration",
            "confidencePercentage",
            "teamMembers",
            "holidays",
            "status",
            "createdAt",
            "updatedAt");
    assertThat(created.id()).matches("sprint-[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-.*");
    assertThat(created.text("/sprintName")).isEqualTo("Sprint " + number);
    assertThat(created.json().at("/sprintDuration").intValue()).isEqualTo(10);
    assertThat(created.body()).contains("\"confidencePercentage\":100.0");
    assertThat(created.text("/status")).isEqualTo("planned");
    assertThat(created.text("/teamMembers/0/id")).startsWith("member-");
    assertThat(created.text("/teamMembers/0/vacations/1/id")).startsWith("vacation-");
    assertThat(created.text("/createdAt")).isEqualTo(created.text("/updatedAt"));
    assertThat(api.get(created.header("Location")).expect(200).body()).isEqualTo(created.body());
  }

  @Test
  void creation_is_told_by_exactly_the_seeds_two_events() {
    String number = TestApi.newNumber();
    TestResponse created = api.post(SPRINTS, Bodies.goldenSprint(number)).expect(201);

    List<StoredEvent> events = api.events().of(created.id());

    assertThat(events)
        .extracting(StoredEvent::sequence, StoredEvent::type, StoredEvent::topic)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1L, "sprint.created", "sprint.lifecycle"),
            org.assertj.core.groups.Tuple.tuple(2L, "team_member.added", "sprint.team-members"));
    assertThat(events.getFirst().data().toString())
        .isEqualTo(
            """
            {"sprint_id":"%s","sprint_name":"Sprint %s","sprint_number":"%s","team_members_count":1,\
            "start_date":"2025-12-01","end_date":"2025-12-14","sprint_duration":10,\
            "confidence_percentage":100.0}\
            """
                .formatted(created.id(), number, number));
    assertThat(events.getLast().data().toString())
        .isEqualTo(
            """
            {"sprint_id":"%s","sprint_name":"Sprint %s","team_members":[{"id":"%s",\
            "name":"Alice Johnson","role":"Developer","email":"alice-%s@example.com"}]}\
            """
                .formatted(created.id(), number, created.text("/teamMembers/0/id"), number));
    assertThat(events.getFirst().value().get("timestamp").stringValue() + "Z")
        .isEqualTo(created.text("/createdAt"));
  }

  @Test
  void a_sprint_without_a_team_is_told_by_one_event() {
    TestResponse created = api.post(SPRINTS, Bodies.emptySprint(TestApi.newNumber())).expect(201);

    assertThat(api.events().typesOf(created.id())).containsExactly("sprint.created");
  }

  @Test
  void the_golden_case_leaves_four_days() {
    TestResponse created = api.post(SPRINTS, Bodies.goldenSprint(TestApi.newNumber())).expect(201);

    TestResponse capacity = api.get(created.header("Location") + "/capacity").expect(200);

    assertThat(capacity.header("ETag")).isEqualTo("\"1\"");
    assertThat(capacity.json().propertyNames())
        .containsExactly(
            "sprintId",
            "totalWorkingDays",
            "totalCapacityDays",
            "adjustedTotalCapacity",
            "teamSize",
            "holidaysCount",
            "vacationDaysCount",
            "confidencePercentage",
            "capacityFormula",
            "memberCapacity");
    JsonNode member = capacity.json().at("/memberCapacity/0");
    assertThat(member.propertyNames())
        .containsExactly(
            "memberId",
            "memberName",
            "availableDays",
            "vacationDays",
            "confidencePercentage",
            "adjustedCapacity");
    assertThat(member.get("availableDays").intValue()).isEqualTo(4);
    assertThat(member.get("vacationDays").intValue()).isEqualTo(6);
    assertThat(capacity.json().get("totalCapacityDays").intValue()).isEqualTo(4);
  }

  @Test
  void what_was_read_can_be_sent_back_and_changes_nothing() {
    TestResponse created =
        api.post(
                SPRINTS,
                Bodies.sprintAnd(
                    TestApi.newNumber(),
                    """
                    "confidencePercentage":87.5,
                    "teamMembers":[{"name":" Zoë  Ø ","role":"Tech Lead","confidencePercentage":50,
                      "vacations":[{"startDate":"2025-12-03","endDate":"2025-12-03","reason":"x"}]}],
                    "holidays":[{"holidayDate":"2025-12-08","name":"Feast","description":"d"}]\
                    """))
            .expect(201);

    TestResponse put = api.put(created.header("Location"), created.body()).expect(200);

    assertThat(put.body()).isEqualTo(created.body());
    assertThat(put.header("ETag")).isEqualTo("\"1\"");
    assertThat(api.events().typesOf(created.id()))
        .containsExactly("sprint.created", "team_member.added");
  }

  @Test
  void a_change_of_the_plan_alone_is_told_without_the_team() {
    TestResponse created = api.post(SPRINTS, Bodies.goldenSprint(TestApi.newNumber())).expect(201);

    TestResponse patched =
        api.patch(
                created.header("Location"),
                """
                {"endDate":"2025-12-12","confidencePercentage":80,
                 "holidays":[{"holidayDate":"2025-12-08","name":"Feast"}]}\
                """)
            .expect(200);

    assertThat(patched.header("ETag")).isEqualTo("\"2\"");
    assertThat(patched.json().at("/sprintDuration").intValue()).isEqualTo(9);
    assertThat(patched.text("/createdAt")).isEqualTo(created.text("/createdAt"));
    assertThat(patched.text("/updatedAt")).isGreaterThan(created.text("/updatedAt"));
    assertThat(patched.json().at("/teamMembers")).isEqualTo(created.json().at("/teamMembers"));
    StoredEvent event = api.events().of(created.id()).getLast();
    assertThat(event.sequence()).isEqualTo(3);
    assertThat(event.type()).isEqualTo("sprint.updated");
    assertThat(event.data().get("changed_fields").toString())
        .isEqualTo("[\"end_date\",\"confidence_percentage\",\"holidays\"]");
    assertThat(event.data().get("holidays").toString())
        .isEqualTo("[{\"date\":\"2025-12-08\",\"name\":\"Feast\"}]");
  }

  @Test
  void a_change_of_leave_alone_is_told_with_the_whole_team() {
    TestResponse created = api.post(SPRINTS, Bodies.goldenSprint(TestApi.newNumber())).expect(201);
    String without =
        created.json().at("/teamMembers/0").toString().replaceAll(",\"vacations\".*", "}");

    api.patch(created.header("Location"), "{\"teamMembers\":[" + without + "]}").expect(200);

    StoredEvent event = api.events().of(created.id()).getLast();
    assertThat(event.type()).isEqualTo("team_member.updated");
    assertThat(event.sequence()).isEqualTo(3);
    assertThat(event.data().at("/team_members/0/id").stringValue())
        .isEqualTo(created.text("/teamMembers/0/id"));
  }

  @Test
  void a_change_of_both_is_one_write_with_two_events_in_a_row() {
    TestResponse created = api.post(SPRINTS, Bodies.goldenSprint(TestApi.newNumber())).expect(201);

    TestResponse replaced =
        api.put(created.header("Location"), Bodies.emptySprint(TestApi.newNumber())).expect(200);

    assertThat(replaced.header("ETag")).isEqualTo("\"2\"");
    List<StoredEvent> events = api.events().of(created.id());
    assertThat(events)
        .extracting(StoredEvent::type)
        .containsExactly(
            "sprint.created", "team_member.added", "sprint.updated", "team_member.updated");
    assertThat(events.getLast().data().get("team_members").isEmpty()).isTrue();
    assertThat(events.getLast().data().get("sprint_name").stringValue())
        .isEqualTo(replaced.text("/sprintName"));
  }

  @Test
  void a_patch_removes_with_null_and_replaces_lists_whole() {
    TestResponse created =
        api.post(
                SPRINTS,
                Bodies.sprintAnd(
                    TestApi.newNumber(),
                    """
                    "confidencePercentage":80,"holidays":[
                      {"holidayDate":"2025-12-08","name":"A"},{"holidayDate":"2025-12-09","name":"B"}]\
                    """))
            .expect(201);

    TestResponse patched =
        api.send(
                "PATCH",
                created.header("Location"),
                """
                {"confidencePercentage":null,"holidays":[{"holidayDate":"2025-12-09","name":"B"}]}\
                """,
                "Content-Type",
                "application/json; charset=UTF-8")
            .expect(200);

    assertThat(patched.body()).contains("\"confidencePercentage\":100.0");
    assertThat(patched.json().get("holidays").size()).isEqualTo(1);
    assertThat(patched.text("/holidays/0/id")).isEqualTo(created.text("/holidays/1/id"));
  }

  @Test
  void an_empty_patch_changes_nothing() {
    TestResponse created = api.post(SPRINTS, Bodies.goldenSprint(TestApi.newNumber())).expect(201);

    TestResponse patched = api.patch(created.header("Location"), "{}").expect(200);

    assertThat(patched.body()).isEqualTo(created.body());
    assertThat(api.events().of(created.id())).hasSize(2);
  }

  @Test
  void a_sprint_starts_is_changed_and_is_completed_once() {
    String place =
        api.post(SPRINTS, Bodies.goldenSprint(TestApi.newNumber())).expect(201).header("Location");

    TestResponse started = api.send("POST", place + "/start", null).expect(200);
    api.patch(place, "{\"confidencePercentage\":70}").expect(200);
    TestResponse completed = api.send("POST", place + "/complete", null).expect(200);

    assertThat(started.text("/status")).isEqualTo("active");
    assertThat(completed.text("/status")).isEqualTo("completed");
    assertThat(completed.header("ETag")).isEqualTo("\"4\"");
    assertThat(api.events().typesOf(completed.id()))
        .containsExactly(
            "sprint.created",
            "team_member.added",
            "sprint.started",
            "sprint.updated",
            "sprint.completed");
  }

  @Test
  void a_deleted_sprint_is_gone_and_its_number_is_free_again() {
    String number = TestApi.newNumber();
    TestResponse created = api.post(SPRINTS, Bodies.goldenSprint(number)).expect(201);

    api.delete(created.header("Location")).expect(204);

    api.get(created.header("Location")).refused(404, "NOT_FOUND");
    api.delete(created.header("Location")).refused(404, "NOT_FOUND");
    assertThat(api.events().typesOf(created.id()))
        .containsExactly("sprint.created", "team_member.added", "sprint.deleted");
    TestResponse again = api.post(SPRINTS, Bodies.goldenSprint(number)).expect(201);
    assertThat(again.id()).isNotEqualTo(created.id());
  }

  @Test
  void the_trace_of_a_request_reaches_its_events_and_nothing_else_does() {
    String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    TestResponse traced =
        api.post(SPRINTS, Bodies.goldenSprint(TestApi.newNumber()), "traceparent", trace)
            .expect(201);
    TestResponse untraced =
        api.post(
                SPRINTS,
                Bodies.goldenSprint(TestApi.newNumber()),
                "traceparent",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01")
            .expect(201);

    assertThat(api.events().of(traced.id()))
        .extracting(StoredEvent::traceparent)
        .containsOnly(trace);
    assertThat(api.events().of(untraced.id()))
        .extracting(StoredEvent::traceparent)
        .containsOnlyNulls();
  }

  @Test
  void the_largest_plans_are_valid() {
    StringBuilder members = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      members
          .append(i == 0 ? "" : ",")
          .append("{\"name\":\"Member %d\",\"role\":\"Developer\"}".formatted(i));
    }
    TestResponse created =
        api.post(
                SPRINTS,
                """
                {"sprintNumber":"%s","startDate":"2024-01-01","endDate":"2024-12-31","teamMembers":[%s]}\
                """
                    .formatted(TestApi.newNumber(), members))
            .expect(201);

    TestResponse capacity = api.get(created.header("Location") + "/capacity").expect(200);

    assertThat(created.json().get("sprintDuration").intValue()).isEqualTo(262);
    assertThat(capacity.json().get("totalCapacityDays").intValue()).isEqualTo(26_200);
  }
}
