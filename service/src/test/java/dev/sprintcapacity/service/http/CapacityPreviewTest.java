package dev.sprintcapacity.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.service.testing.Bodies;
import dev.sprintcapacity.service.testing.TestApi;
import dev.sprintcapacity.service.testing.TestResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The capacity that a sprint would have. */
class CapacityPreviewTest {

  private static final String PREVIEW = "/v1/capacity/preview";

  private final TestApi api = TestApi.shared();

  @Test
  void a_preview_has_the_numbers_that_the_stored_sprint_gets() {
    String body = Bodies.goldenSprint(TestApi.newNumber());
    JsonNode preview = api.post(PREVIEW, body).expect(200).json();

    String place = api.post("/v1/sprints", body).expect(201).header("Location");

    JsonNode stored = api.get(place + "/capacity").expect(200).json();
    for (String name :
        new String[] {
          "totalWorkingDays", "totalCapacityDays", "adjustedTotalCapacity", "teamSize",
          "holidaysCount", "vacationDaysCount", "confidencePercentage", "capacityFormula"
        }) {
      assertThat(preview.get(name)).as(name).isEqualTo(stored.get(name));
    }
  }

  @Test
  void every_lost_day_is_explained() {
    TestResponse preview =
        api.post(
                PREVIEW,
                """
                {"sprintNumber":"25-52","startDate":"2025-12-22","endDate":"2025-12-28",
                 "holidays":[{"holidayDate":"2025-12-25","name":"Christmas"}],
                 "teamMembers":[{"name":"Alice","role":"Developer","vacations":[
                   {"startDate":"2025-12-24","endDate":"2025-12-26","reason":"Family"}]},
                   {"name":"Bob","role":"Tester"}]}\
                """)
            .expect(200);

    assertThat(
            preview
                .json()
                .at("/lostDays")
                .valueStream()
                .map(day -> day.get("explanation").stringValue()))
        .containsExactly(
            "Thu 25 Dec: holiday Christmas", "Sat 27 Dec: weekend", "Sun 28 Dec: weekend");
    assertThat(
            preview
                .json()
                .at("/memberCapacity/0/lostDays")
                .valueStream()
                .map(day -> day.get("explanation").stringValue()))
        .containsExactly("Wed 24 Dec: leave (Family)", "Fri 26 Dec: leave (Family)");
    assertThat(preview.json().at("/memberCapacity/1/lostDays").isEmpty()).isTrue();
    assertThat(preview.json().at("/memberCapacity/0/availableDays").intValue()).isEqualTo(2);
  }

  @Test
  void a_preview_stores_nothing() {
    String number = TestApi.newNumber();
    api.post(PREVIEW, Bodies.goldenSprint(number)).expect(200);

    // the number is still free, and so are the person and the id that a preview made up
    api.post("/v1/sprints", Bodies.goldenSprint(number)).expect(201);
  }

  @Test
  void what_is_wrong_is_told_as_for_a_sprint_all_at_once() {
    TestResponse refused =
        api.post(
                PREVIEW,
                """
                {"sprintNumber":"x","startDate":"2025-12-14","endDate":"2025-12-01",
                 "teamMembers":[{"name":"","role":"Pilot"}]}\
                """)
            .refused(422, "VALIDATION_FAILED");

    assertThat(
            refused
                .json()
                .at("/errors")
                .valueStream()
                .map(error -> error.get("field").stringValue()))
        .containsExactlyInAnyOrder(
            "sprintNumber", "endDate", "teamMembers[0].name", "teamMembers[0].role");
  }

  @Test
  void a_body_that_is_no_json_is_refused() {
    api.post(PREVIEW, "{").refused(400, "MALFORMED_JSON");
    api.send("POST", PREVIEW, "x", "Content-Type", "text/plain")
        .refused(415, "UNSUPPORTED_MEDIA_TYPE");
  }
}
