package dev.sprintcapacity.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.service.testing.Bodies;
import dev.sprintcapacity.service.testing.Race;
import dev.sprintcapacity.service.testing.TestApi;
import dev.sprintcapacity.service.testing.TestResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entity tags: nobody overwrites what they have not seen. */
class ConditionalRequestTest {

  private final TestApi api = TestApi.shared();
  private String place = "";

  @BeforeEach
  void aSprintInVersionTwo() {
    place =
        api.post("/v1/sprints", Bodies.goldenSprint(TestApi.newNumber()))
            .expect(201)
            .header("Location");
    api.patch(place, "{\"confidencePercentage\":90}").expect(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2\"", "*", "\"1\", \"2\"", " \"x\" ,, \"2\" ", "W/\"1\",\"2\""})
  void a_write_goes_through_in_a_version_that_if_match_names(String condition) {
    TestResponse changed =
        api.patch(place, "{\"confidencePercentage\":80}", "If-Match", condition).expect(200);

    assertThat(changed.header("ETag")).isEqualTo("\"3\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1\"", "\"3\"", "W/\"2\"", "\"02\"", "\"\"", "\"abc\"", "\"1\",\"3\""})
  void every_write_is_refused_in_another_version(String condition) {
    TestResponse patch =
        api.patch(place, "{\"confidencePercentage\":80}", "If-Match", condition)
            .refused(412, "VERSION_CONFLICT");
    api.put(place, Bodies.emptySprint(TestApi.newNumber()), "If-Match", condition)
        .refused(412, "VERSION_CONFLICT");
    api.delete(place, "If-Match", condition).refused(412, "VERSION_CONFLICT");
    api.send("POST", place + "/start", null, "If-Match", condition)
        .refused(412, "VERSION_CONFLICT");
    api.send("POST", place + "/complete", null, "If-Match", condition)
        .refused(412, "VERSION_CONFLICT");

    assertThat(patch.text("/detail")).contains("version 2");
    assertThat(api.get(place).expect(200).header("ETag")).isEqualTo("\"2\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "\"2", "2\"", "\"2\" \"3\"", "*,\"2\"", ",", "\"a\"b", "w/\"2\""})
  void a_condition_that_cannot_be_understood_stops_the_write(String condition) {
    api.delete(place, "If-Match", condition).refused(400, "INVALID_HEADER");

    api.get(place).expect(200);
  }

  @Test
  void the_version_counts_before_content_and_state() {
    api.put(place, "{}", "If-Match", "\"1\"").refused(412, "VERSION_CONFLICT");
    api.send("POST", place + "/complete", null, "If-Match", "\"2\"")
        .refused(409, "SPRINT_NOT_ACTIVE");
    api.put("/v1/sprints/sprint-unknown", "{}", "If-Match", "\"1\"").refused(404, "NOT_FOUND");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2\"", "W/\"2\"", "*", "\"1\", W/\"2\""})
  void a_reader_who_has_the_version_gets_no_body(String condition) {
    TestResponse sprint = api.get(place, "If-None-Match", condition).expect(304);
    TestResponse capacity = api.get(place + "/capacity", "If-None-Match", condition).expect(304);

    assertThat(List.of(sprint.header("ETag"), capacity.header("ETag"))).containsOnly("\"2\"");
    assertThat(sprint.body() + capacity.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1\"", "\"3\"", "2", "", "\"x"})
  void a_reader_who_has_another_version_gets_this_one(String condition) {
    api.get(place, "If-None-Match", condition).expect(200);
    api.get(place + "/capacity", "If-None-Match", condition).expect(200);
  }

  @Test
  void of_many_writers_of_one_version_one_wins() {
    List<TestResponse> answers =
        Race.of(
            12,
            i ->
                api.patch(
                    place, "{\"confidencePercentage\":" + (i + 1) + "}", "If-Match", "\"2\""));

    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.status() == 412).hasSize(11);
    assertThat(api.get(place).header("ETag")).isEqualTo("\"3\"");
  }

  @Test
  void writers_without_a_condition_all_get_through_one_after_the_other() {
    List<TestResponse> answers =
        Race.of(12, i -> api.patch(place, "{\"confidencePercentage\":" + (i + 1) + "}"));

    assertThat(answers).extracting(TestResponse::status).containsOnly(200);
    assertThat(answers).extracting(answer -> answer.header("ETag")).doesNotHaveDuplicates();
    assertThat(api.get(place).header("ETag")).isEqualTo("\"14\"");
  }

  @Test
  void a_sprint_is_started_by_one_of_many() {
    List<TestResponse> answers = Race.of(8, i -> api.send("POST", place + "/start", null));

    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
    answers.stream()
        .filter(answer -> answer.status() != 200)
        .forEach(answer -> answer.refused(409, "SPRINT_NOT_PLANNED"));
  }
}
