package dev.sprintcapacity.service.analytics;

import static dev.sprintcapacity.service.analytics.KeptFigures.facts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.events.SprintCreated;
import dev.sprintcapacity.events.SprintDeleted;
import dev.sprintcapacity.events.SprintStarted;
import dev.sprintcapacity.events.TeamMember;
import dev.sprintcapacity.events.TeamMemberUpdated;
import dev.sprintcapacity.service.testing.TestApi;
import dev.sprintcapacity.service.testing.TestResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures and histories over HTTP, from rows that the store of analytics wrote. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnalyticsRoutesTest {

  private static final String SPRINTS = "/v1/analytics/sprints";
  private static final String HISTORY = SPRINTS + "/sprint-1/history";
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");
  private static final LocalDate DAY = LocalDate.of(2025, 12, 1);

  private final TestApi api = TestApi.start(Map.of());

  @BeforeAll
  void three_sprints_of_which_one_was_deleted() {
    try (KeptFigures kept = new KeptFigures(api.databaseUrl())) {
      kept.keep(1, new SprintCreated(facts("sprint-1", "Sprint 25-01", DAY, 2, "90")));
      kept.keep(
          2,
          new TeamMemberUpdated(
              "sprint-1",
              "Sprint 25-01",
              List.of(new TeamMember("member-1", "Alice Johnson", "Developer", null))));
      kept.keep(3, new SprintStarted(facts("sprint-1", "Sprint 25-01", DAY, 1, "87.5")));
      kept.keep(
          1,
          new SprintCreated(
              facts("sprint-2", "=cmd|' /C calc'!A1, \"x\"", DAY.plusDays(14), 3, "100")));
      kept.keep(1, new SprintCreated(facts("sprint-3", "Gone", DAY.minusDays(14), 4, "50")));
      kept.keep(2, new SprintDeleted("sprint-3"));
    }
  }

  @AfterAll
  void stop() {
    api.close();
  }

  @Test
  void the_list_shows_the_figures_of_each_sprint_earliest_start_first() {
    TestResponse list = api.get(SPRINTS).expect(200);

    assertThat(list.json().get("sprints").size()).isEqualTo(2);
    assertThat(list.json().at("/sprints/0").toString())
        .isEqualTo(
            "{\"sprintId\":\"sprint-1\",\"sprintName\":\"Sprint"
                + " 25-01\",\"sprintNumber\":\"25-01\",\"status\":\"active\","
                + "\"startDate\":\"2025-12-01\",\"endDate\":\"2025-12-12\",\"workingDays\":10,\"confidencePercentage\":87.5,"
                + "\"teamSize\":1,\"capacityDays\":8.75,\"createdAt\":\"2025-11-27T10:30:00.123456Z\","
                + "\"updatedAt\":\"2025-11-27T10:32:00.123456Z\"}");
    assertThat(list.text("/sprints/1/sprintId")).isEqualTo("sprint-2");
    assertThat(list.json().get("nextCursor").isNull()).isTrue();
  }

  @Test
  void deleted_sprints_are_shown_on_demand() {
    assertThat(ids(api.get(SPRINTS + "?includeDeleted=true")))
        .containsExactly("sprint-3", "sprint-1", "sprint-2");
    assertThat(ids(api.get(SPRINTS + "?includeDeleted=false")))
        .containsExactly("sprint-1", "sprint-2");
  }

  @Test
  void filters_are_by_the_first_and_the_last_day() {
    assertThat(ids(api.get(SPRINTS + "?startDate=2025-12-02"))).containsExactly("sprint-2");
    assertThat(ids(api.get(SPRINTS + "?endDate=2025-12-12"))).containsExactly("sprint-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&format=csv"})
  void walking_along_the_links_meets_every_sprint_once(String format) {
    List<String> met = new ArrayList<>();
    Optional<String> path = Optional.of(SPRINTS + "?limit=1&includeDeleted=true" + format);
    while (path.isPresent()) {
      TestResponse page = api.get(path.get()).expect(200);
      met.addAll(format.isEmpty() ? ids(page) : idsOfRows(page));
      path =
          page.headers()
              .firstValue("Link")
              .map(NEXT::matcher)
              .filter(Matcher::matches)
              .map(matcher -> matcher.group(1));
    }

    assertThat(met).containsExactly("sprint-3", "sprint-1", "sprint-2");
  }

  @Test
  void a_history_has_a_point_for_each_event() {
    TestResponse history = api.get(HISTORY).expect(200);

    assertThat(history.body())
        .isEqualTo(
            "{\"sprintId\":\"sprint-1\",\"sprintName\":\"Sprint"
                + " 25-01\",\"sprintNumber\":\"25-01\",\"status\":\"active\","
                + "\"startDate\":\"2025-12-01\",\"endDate\":\"2025-12-12\",\"points\":["
                + "{\"at\":\"2025-11-27T10:30:00.123456Z\",\"sequence\":1,\"eventType\":\"sprint.created\",\"teamSize\":2,"
                + "\"workingDays\":10,\"confidencePercentage\":90.0,\"capacityDays\":18.00},"
                + "{\"at\":\"2025-11-27T10:31:00.123456Z\",\"sequence\":2,\"eventType\":\"team_member.updated\",\"teamSize\":1,"
                + "\"workingDays\":10,\"confidencePercentage\":90.0,\"capacityDays\":9.00},"
                + "{\"at\":\"2025-11-27T10:32:00.123456Z\",\"sequence\":3,\"eventType\":\"sprint.started\",\"teamSize\":1,"
                + "\"workingDays\":10,\"confidencePercentage\":87.5,\"capacityDays\":8.75}],\"nextCursor\":null}");
  }

  @Test
  void a_history_is_read_page_by_page_and_that_of_a_deleted_sprint_stays() {
    TestResponse first = api.get(HISTORY + "?limit=2").expect(200);

    assertThat(first.header("Link"))
        .isEqualTo("<%s?limit=2&cursor=2>; rel=\"next\"".formatted(HISTORY));
    TestResponse second = api.get(HISTORY + "?limit=2&cursor=" + first.text("/nextCursor"));
    assertThat(second.json().get("points").size()).isEqualTo(1);
    assertThat(second.json().at("/points/0/sequence").intValue()).isEqualTo(3);
    TestResponse deleted = api.get(SPRINTS + "/sprint-3/history").expect(200);
    assertThat(deleted.text("/status")).isEqualTo("deleted");
    assertThat(deleted.text("/points/1/eventType")).isEqualTo("sprint.deleted");
  }

  @Test
  void a_table_is_csv_where_the_names_come_first_and_texts_cannot_be_formulas() {
    TestResponse csv = api.get(SPRINTS, "Accept", "text/csv").expect(200);

    assertThat(csv.header("Content-Type"))
        .isEqualToIgnoringCase("text/csv;header=present;charset=UTF-8");
    assertThat(csv.header("Content-Disposition")).isEqualTo("attachment; filename=\"sprints.csv\"");
    assertThat(csv.body())
        .isEqualTo(
            "sprintId,sprintName,sprintNumber,status,startDate,endDate,workingDays,confidencePercentage,teamSize,capacityDays,createdAt,updatedAt\r\n"
                + "sprint-1,Sprint"
                + " 25-01,25-01,active,2025-12-01,2025-12-12,10,87.5,1,8.75,2025-11-27T10:30:00.123456Z,2025-11-27T10:32:00.123456Z\r\n"
                + "sprint-2,\"'=cmd|' /C calc'!A1,"
                + " \"\"x\"\"\",25-01,planned,2025-12-15,2025-12-26,10,100.0,3,30.00,2025-11-27T10:30:00.123456Z,2025-11-27T10:30:00.123456Z\r\n");
  }

  @Test
  void a_history_is_csv_too() {
    TestResponse csv = api.get(HISTORY + "?format=csv").expect(200);

    assertThat(csv.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"history-of-sprint-1.csv\"");
    assertThat(csv.body().split("\r\n", -1))
        .hasSize(5)
        .startsWith(
            "sprintId,at,sequence,eventType,teamSize,workingDays,confidencePercentage,capacityDays",
            "sprint-1,2025-11-27T10:30:00.123456Z,1,sprint.created,2,10,90.0,18.00")
        .endsWith("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*|''|application/json",
        "text/csv|''|text/csv",
        "text/*|''|text/csv",
        "text/csv;q=0.5, application/json|''|application/json",
        "application/json;q=0.5, text/csv|''|text/csv",
        "text/csv, */*;q=0.1|''|text/csv",
        "text/html,application/xhtml+xml,*/*;q=0.8|''|application/json",
        "text/html,*/*;q=0.8|?format=csv|text/csv",
        "text/csv|?format=json|application/json"
      })
  void the_parameter_says_the_format_and_else_the_header(
      String accept, String query, String mediaType) {
    assertThat(api.get(SPRINTS + query, "Accept", accept).expect(200).header("Content-Type"))
        .startsWith(mediaType);
  }

  @Test
  void another_media_type_is_not_to_be_had() {
    api.get(SPRINTS, "Accept", "application/xml").refused(406, "NOT_ACCEPTABLE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sprint-x", "sprint-1%27", "%00", "x%20y"})
  void a_sprint_that_no_event_told_of_is_not_found(String id) {
    TestResponse refused = api.get(SPRINTS + "/" + id + "/history");

    assertThat(refused.status()).isIn(400, 404);
    assertThat(refused.text("/code")).isIn("NOT_FOUND", "BAD_REQUEST");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit=0|limit|must be a whole number from 1 to 1000",
        "limit=1001|limit|must be a whole number from 1 to 1000",
        "format=xml|format|must be one of json, csv",
        "includeDeleted=yes|includeDeleted|must be true or false",
        "includeDeleted=|includeDeleted|must be true or false",
        "startDate=2025-02-30|startDate|must be a date as YYYY-MM-DD",
        "startDate=2025-02-02&endDate=2025-02-01|endDate|must not be before startDate",
        "include_deleted=true|\"include_deleted\"|did you mean includeDeleted?",
        "format=csv&format=csv|format|must be given once"
      })
  void a_bad_parameter_is_named(String query, String field, String message) {
    TestResponse refused = api.get(SPRINTS + "?" + query).refused(400, "INVALID_PARAMETER");

    assertThat(refused.json().get("errors").size()).isEqualTo(1);
    assertThat(refused.text("/errors/0/field")).isEqualTo(field);
    assertThat(refused.text("/errors/0/message")).contains(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "", "%00", "AAAA", "MjAyNS0wMS0wMQ", "!!!"})
  void a_cursor_that_no_page_gave_out_is_refused(String cursor) {
    api.get(SPRINTS + "?cursor=" + cursor).refused(400, "INVALID_CURSOR");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "", "0", "-1", "01", "9999999999999999999"})
  void a_cursor_of_a_history_is_checked_too(String cursor) {
    api.get(HISTORY + "?cursor=" + cursor).refused(400, "INVALID_CURSOR");
  }

  @Test
  void where_the_consumer_never_ran_the_answer_says_what_to_do() {
    for (String path : List.of(SPRINTS, HISTORY)) {
      TestResponse refused =
          TestApi.shared().get(path, "Accept", "text/csv, */*").refused(503, "ANALYTICS_NOT_READY");

      assertThat(refused.text("/detail"))
          .contains("Start the consumer of group analytics-processor");
      assertThat(refused.header("Retry-After")).isEqualTo("5");
    }
  }

  private static List<String> ids(TestResponse page) {
    return StreamSupport.stream(page.expect(200).json().get("sprints").spliterator(), false)
        .map(sprint -> sprint.get("sprintId").stringValue())
        .toList();
  }

  private static List<String> idsOfRows(TestResponse page) {
    return page.body().lines().skip(1).map(row -> row.substring(0, row.indexOf(','))).toList();
  }
}
