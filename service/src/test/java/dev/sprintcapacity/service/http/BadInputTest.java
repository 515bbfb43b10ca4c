package dev.sprintcapacity.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sprintcapacity.service.testing.Bodies;
import dev.sprintcapacity.service.testing.TestApi;
import dev.sprintcapacity.service.testing.TestResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The corpus of bad input: the right status, code and fields for each, and never a 500. */
class BadInputTest {

  private static final String SPRINTS = "/v1/sprints";
  private static final String JSON = "application/json";

  private final TestApi api = TestApi.shared();

  static Stream<Arguments> malformed() {
    return Stream.of(
        arguments("{\"sprintNumber\":", "line 1"),
        arguments("{\"sprintNumber\":\"25-01\",}", "line 1, column"),
        arguments("{'sprintNumber':'25-01'}", "line 1"),
        arguments("{sprintNumber:1}", "line 1"),
        arguments(
            "{\n  \"a\": 1,\n  \"a\": 2\n}", "The key \"a\" is there twice, at line 3, column"),
        arguments("{\"a\":{\"b\":1,\"b\":1}}", "The key \"b\" is there twice"),
        arguments("{} {}", "There is more after the end of the document"),
        arguments("{}x", "line 1"),
        arguments("{\"confidencePercentage\":NaN}", "line 1"),
        arguments("{\"confidencePercentage\":Infinity}", "line 1"),
        arguments("{\"confidencePercentage\":01}", "line 1"),
        arguments("{\"confidencePercentage\":+1}", "line 1"),
        arguments("{\"confidencePercentage\":1.}", "line 1"),
        arguments("{\"a\":\"\u0000\"}", "line 1"),
        arguments("{\"a\":\"line\nbreak\"}", "line"),
        arguments("{\"a\":\"\\x41\"}", "line 1"),
        arguments("/* comment */{}", "line 1"),
        arguments("", "The body is empty"),
        arguments("   ", "The body is empty"),
        arguments("[".repeat(100_000), "nested more than 32 levels deep"),
        arguments("{\"a\":".repeat(40) + "1" + "}".repeat(40), "nested more than 32 levels deep"),
        arguments("{\"a\":" + "9".repeat(101) + "}", "A number has more than 100 characters"),
        arguments("{\"a\":1e99999999999}", "too large an exponent"),
        arguments("{\"" + "k".repeat(1_001) + "\":1}", "A key has more than 1000 characters"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void text_that_is_no_json_is_refused_with_its_place(String body, String detail) {
    TestResponse response = api.post(SPRINTS, body).refused(400, "MALFORMED_JSON");

    assertThat(response.text("/detail"))
        .contains(detail)
        .doesNotContainPattern("\\w\\.\\w+\\.\\w|Jackson|Exception|Feature|Token");
  }

  static Stream<Arguments> notUtf8() {
    return Stream.of(
        arguments("Latin 1", "{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1)),
        arguments("UTF-16", "{\"a\":1}".getBytes(StandardCharsets.UTF_16)),
        arguments("lone continuation", new byte[] {'"', (byte) 0x80, '"'}),
        arguments("overlong NUL", new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'}),
        arguments("surrogate", new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}),
        arguments("cut short", new byte[] {'"', (byte) 0xE2, (byte) 0x82}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("notUtf8")
  void bytes_that_are_not_utf_8_are_refused(String what, byte[] body) {
    TestResponse response = api.sendBytes("POST", SPRINTS, body, "Content-Type", JSON).expect(400);

    assertThat(response.text("/code")).as(what).isEqualTo("MALFORMED_JSON");
  }

  @Test
  void a_byte_order_mark_is_ignored() {
    api.post(SPRINTS, "\uFEFF" + Bodies.emptySprint(TestApi.newNumber())).expect(201);
  }

  static Stream<Arguments> invalid() {
    return Stream.concat(InvalidPlans.all(), InvalidMembers.all());
  }

  @ParameterizedTest(name = "{1} {2}")
  @MethodSource("invalid")
  void content_that_breaks_a_rule_is_refused_with_its_field(
      String body, String field, String message) {
    TestResponse response = api.post(SPRINTS, body).refused(422, "VALIDATION_FAILED");

    assertThat(response.json().get("errors").size()).as(response.body()).isEqualTo(1);
    assertThat(response.text("/errors/0/field")).isEqualTo(field);
    assertThat(response.text("/errors/0/message")).contains(message);
    assertThat(response.body().length()).isLessThan(2_000);
  }

  @Test
  void all_problems_of_a_document_come_at_once() {
    TestResponse response =
        api.post(
                SPRINTS,
                """
                {"sprintNumber":"x","startDate":"2025-02-30","confidencePercentage":200,
                 "teamMembers":[{"name":"A","role":"Tester"},
                   {"name":"","role":"Boss","vacations":[{"startDate":"x"},
                     {"startDate":"2025-12-03","endDate":"2025-12-01"}]}],
                 "holidays":[{"holidayDate":null}],"extra":{}}\
                """)
            .refused(422, "VALIDATION_FAILED");

    assertThat(fields(response))
        .containsExactly(
            "sprintNumber",
            "startDate",
            "endDate",
            "confidencePercentage",
            "teamMembers[1].name",
            "teamMembers[1].role",
            "teamMembers[1].vacations[0].startDate",
            "teamMembers[1].vacations[0].endDate",
            "teamMembers[1].vacations[1].endDate",
            "holidays[0].holidayDate",
            "holidays[0].name",
            "extra");
    assertThat(response.text("/detail")).isEqualTo("12 problems: see errors.");
    assertThat(response.text("/errors/0/rejectedValue")).isEqualTo("x");
    assertThat(response.json().at("/errors/3/rejectedValue").intValue()).isEqualTo(200);
  }

  @Test
  void a_long_rejected_value_is_shown_by_its_beginning() {
    TestResponse response =
        api.post(
                SPRINTS,
                member("{\"name\":\"" + "\uD83D\uDE00".repeat(10_000) + "\",\"role\":\"Tester\"}"))
            .refused(422, "VALIDATION_FAILED");

    assertThat(response.text("/errors/0/rejectedValue"))
        .isEqualTo("\uD83D\uDE00".repeat(100) + "…");
  }

  @Test
  void a_document_of_nothing_but_mistakes_gets_a_bounded_answer() {
    StringBuilder fields = new StringBuilder("{\"f0\":0");
    IntStream.range(1, 50_000).forEach(i -> fields.append(",\"f").append(i).append("\":0"));

    TestResponse response =
        api.post(SPRINTS, fields.append('}').toString()).refused(422, "VALIDATION_FAILED");

    assertThat(response.json().get("errors").size()).isEqualTo(200);
    assertThat(response.text("/detail")).isEqualTo("50003 problems: errors lists the first 200.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "PATCH"})
  void updates_are_checked_by_the_same_rules(String method) {
    TestResponse created = api.post(SPRINTS, Bodies.goldenSprint(TestApi.newNumber())).expect(201);

    TestResponse refused =
        api.send(
                method,
                created.header("Location"),
                "{\"sprintNumber\":\"25-ok\",\"startDate\":\"2025-12-20\",\"endDate\":\"2025-02-30\"}",
                "Content-Type",
                JSON)
            .refused(422, "VALIDATION_FAILED");

    assertThat(fields(refused)).containsExactly("endDate");
    assertThat(api.get(created.header("Location")).body()).isEqualTo(created.body());
  }

  @Test
  void a_patch_that_is_no_object_is_refused() {
    String place =
        api.post(SPRINTS, Bodies.emptySprint(TestApi.newNumber())).expect(201).header("Location");

    assertThat(fields(api.patch(place, "[1]").refused(422, "VALIDATION_FAILED")))
        .containsExactly("$");
    assertThat(fields(api.patch(place, "null").refused(422, "VALIDATION_FAILED")))
        .containsExactly("$");
  }

  @Test
  void a_body_beyond_the_limit_is_refused_and_one_at_the_limit_is_read() {
    String fits = " ".repeat(1024 * 1024 - 2) + "{}";

    api.post(SPRINTS, fits).refused(422, "VALIDATION_FAILED");
    api.post(SPRINTS, " " + fits).refused(413, "BODY_TOO_LARGE");
    api.post(SPRINTS, " ".repeat(10 * 1024 * 1024)).refused(413, "BODY_TOO_LARGE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/xml",
        "application/jsonx",
        "application/merge-patch+json",
        "application/json; charset=utf-16",
        "application/json; charset=\"iso-8859-1\"",
        "json",
        ";"
      })
  void another_content_type_is_refused_with_the_right_one(String contentType) {
    TestResponse refused =
        api.send(
                "POST",
                SPRINTS,
                Bodies.emptySprint(TestApi.newNumber()),
                "Content-Type",
                contentType)
            .refused(415, "UNSUPPORTED_MEDIA_TYPE");

    assertThat(refused.header("Accept")).isEqualTo(JSON);
  }

  @Test
  void a_body_without_a_content_type_is_refused() {
    api.send("POST", SPRINTS, "{}").refused(415, "UNSUPPORTED_MEDIA_TYPE");
  }

  private static List<String> fields(TestResponse response) {
    return StreamSupport.stream(response.json().get("errors").spliterator(), false)
        .map(error -> error.get("field").stringValue())
        .toList();
  }

  private static String member(String members) {
    return Bodies.sprintWith("25-01", members);
  }
}
