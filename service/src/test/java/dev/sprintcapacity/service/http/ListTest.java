package dev.sprintcapacity.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.service.testing.Bodies;
import dev.sprintcapacity.service.testing.TestApi;
import dev.sprintcapacity.service.testing.TestResponse;
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

/** Lists: pages, links, filters, and what is refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListTest {

  private static final String SPRINTS = "/v1/sprints";
  private static final String PEOPLE = "/v1/team-members";
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

  private final TestApi api = TestApi.start(Map.of());

  @BeforeAll
  void seven_sprints_with_one_person_each() {
    for (int i = 1; i <= 7; i++) {
      String place =
          api.post(
                  SPRINTS,
                  """
                  {"sprintNumber":"25-0%d","startDate":"2025-0%d-01","endDate":"2025-0%d-14",
                   "teamMembers":[{"name":"Person %d","role":"Tester","email":"p%d@example.com"}]}\
                  """
                      .formatted(i, i, i, i, i))
              .expect(201)
              .header("Location");
      if (i <= 2) {
        api.send("POST", place + "/start", null).expect(200);
      }
      if (i == 1) {
        api.send("POST", place + "/complete", null).expect(200);
      }
    }
  }

  @AfterAll
  void stop() {
    api.close();
  }

  @Test
  void walking_along_the_links_meets_every_sprint_once_latest_start_first() {
    List<String> met = walk(SPRINTS + "?limit=3", "sprintNumber");

    assertThat(met).containsExactly("25-07", "25-06", "25-05", "25-04", "25-03", "25-02", "25-01");
  }

  @Test
  void the_link_repeats_the_filters_and_the_cursor_of_the_body() {
    TestResponse page =
        api.get(SPRINTS + "?limit=2&status=planned&startDate=2025-03-01&endDate=2025-12-31")
            .expect(200);

    assertThat(page.header("Link"))
        .isEqualTo(
            "</v1/sprints?startDate=2025-03-01&endDate=2025-12-31&status=planned&limit=2&cursor=%s>; rel=\"next\""
                .formatted(page.text("/nextCursor")));
  }

  @Test
  void the_last_page_has_no_link() {
    TestResponse all = api.get(SPRINTS).expect(200);

    assertThat(all.json().get("items").size()).isEqualTo(7);
    assertThat(all.json().get("nextCursor").isNull()).isTrue();
    assertThat(all.headers().firstValue("Link")).isEmpty();
    assertThat(api.get(SPRINTS + "?limit=7").expect(200).headers().firstValue("Link")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?startDate=2025-05-01|25-07 25-06 25-05",
        "?startDate=2025-05-02|25-07 25-06",
        "?endDate=2025-02-14|25-02 25-01",
        "?endDate=2025-02-13|25-01",
        "?startDate=2025-03-01&endDate=2025-04-30|25-04 25-03",
        "?status=active|25-02",
        "?status=completed|25-01",
        "?status=planned&endDate=2025-03-31|25-03",
        "?startDate=2030-01-01|''"
      })
  void filters_show_what_they_name(String query, String numbers) {
    assertThat(String.join(" ", walk(SPRINTS + query, "sprintNumber"))).isEqualTo(numbers);
  }

  @Test
  void people_are_listed_in_the_order_in_which_they_were_first_seen() {
    assertThat(walk(PEOPLE + "?limit=2", "name"))
        .containsExactly(
            "Person 1", "Person 2", "Person 3", "Person 4", "Person 5", "Person 6", "Person 7");
    assertThat(api.get(PEOPLE + "?limit=2").header("Link"))
        .startsWith("</v1/team-members?limit=2&cursor=");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit=0|limit|must be a whole number from 1 to 200",
        "limit=201|limit|must be a whole number from 1 to 200",
        "limit=1.5|limit|must be a whole number from 1 to 200",
        "limit=|limit|must be a whole number from 1 to 200",
        "limit=99999999999|limit|must be a whole number from 1 to 200",
        "limit=%31%30x|limit|must be a whole number from 1 to 200",
        "limit=1&limit=2|limit|must be given once",
        "startDate=2025-02-30|startDate|must be a date as YYYY-MM-DD",
        "startDate=99999-01-01|startDate|must be a date as YYYY-MM-DD",
        "endDate=tomorrow|endDate|must be a date as YYYY-MM-DD",
        "startDate=2025-02-02&endDate=2025-02-01|endDate|must not be before startDate",
        "status=done|status|must be one of planned, active, completed",
        "start_date=2025-01-01|\"start_date\"|did you mean startDate?",
        "page=2|\"page\"|is not a known parameter"
      })
  void a_bad_parameter_is_named(String query, String field, String message) {
    TestResponse refused = api.get(SPRINTS + "?" + query).refused(400, "INVALID_PARAMETER");

    assertThat(refused.json().get("errors").size()).isEqualTo(1);
    assertThat(refused.text("/errors/0/field")).isEqualTo(field);
    assertThat(refused.text("/errors/0/message")).contains(message);
  }

  @Test
  void all_bad_parameters_are_named_at_once() {
    TestResponse refused =
        api.get(SPRINTS + "?limit=x&status=y&z=1").refused(400, "INVALID_PARAMETER");

    assertThat(refused.json().get("errors").size()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "", "%00", "AAAA", "MjAyNS0wMS0wMSBzcHJpbnQt", "!!!"})
  void a_cursor_that_no_page_gave_out_is_refused(String cursor) {
    api.get(SPRINTS + "?cursor=" + cursor).refused(400, "INVALID_CURSOR");
  }

  @ParameterizedTest
  @ValueSource(strings = {"!!!", "", "%E2%82%AC", "YSBi"})
  void a_cursor_of_people_is_checked_too(String cursor) {
    api.get(PEOPLE + "?cursor=" + cursor).refused(400, "INVALID_CURSOR");
  }

  @Test
  void a_list_does_not_change_what_a_sprint_is() {
    TestResponse page = api.get(SPRINTS + "?limit=1").expect(200);
    String id = page.text("/items/0/id");

    assertThat(page.json().at("/items/0")).isEqualTo(api.get(SPRINTS + "/" + id).json());
  }

  @Test
  void people_show_what_a_sprint_said_last() {
    TestApi own = TestApi.start(Map.of());
    try (own) {
      String place =
          own.post(SPRINTS, Bodies.sprintWith("25-01", "{\"name\":\"A\",\"role\":\"Tester\"}"))
              .expect(201)
              .header("Location");
      own.patch(
              place,
              "{\"teamMembers\":[{\"name\":\"A\",\"role\":\"Tech Lead\",\"email\":\"a@b.c\"}]}")
          .expect(200);

      TestResponse people = own.get(PEOPLE).expect(200);

      assertThat(people.json().get("items").size()).isEqualTo(1);
      assertThat(people.text("/items/0/role")).isEqualTo("Tech Lead");
      assertThat(people.text("/items/0/email")).isEqualTo("a@b.c");
    }
  }

  private List<String> walk(String first, String field) {
    List<String> met = new ArrayList<>();
    Optional<String> path = Optional.of(first);
    while (path.isPresent()) {
      TestResponse page = api.get(path.get()).expect(200);
      StreamSupport.stream(page.json().get("items").spliterator(), false)
          .map(item -> item.get(field).stringValue())
          .forEach(met::add);
      path =
          page.headers()
              .firstValue("Link")
              .map(NEXT::matcher)
              .filter(Matcher::matches)
              .map(matcher -> matcher.group(1));
    }
    return met;
  }
}
