package dev.sprintcapacity.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.service.testing.Bodies;
import dev.sprintcapacity.service.testing.Race;
import dev.sprintcapacity.service.testing.TestApi;
import dev.sprintcapacity.service.testing.TestResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request with a key happens once, however often it is sent. */
class IdempotencyTest {

  private static final String SPRINTS = "/v1/sprints";
  private static final String KEY = "Idempotency-Key";
  private static final String REPLAYED = "Idempotency-Replayed";

  private final TestApi api = TestApi.shared();

  @Test
  void the_same_request_gets_the_same_answer_and_does_nothing_again() {
    String key = newKey();
    String body = Bodies.goldenSprint(TestApi.newNumber());

    TestResponse first = api.post(SPRINTS, body, KEY, key).expect(201);
    TestResponse again = api.post(SPRINTS, body, KEY, key).expect(201);

    assertThat(first.headers().firstValue(REPLAYED)).isEmpty();
    assertThat(again.header(REPLAYED)).isEqualTo("true");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(api.events().of(first.id())).hasSize(2);
  }

  @Test
  void spelling_does_not_make_another_request() {
    String key = newKey();
    String number = TestApi.newNumber();
    api.post(
            SPRINTS,
            """
            {"sprintNumber":"%s","startDate":"2025-12-01","endDate":"2025-12-14","confidencePercentage":90}\
            """
                .formatted(number),
            KEY,
            key)
        .expect(201);

    TestResponse again =
        api.post(
                SPRINTS,
                """
                { "confidencePercentage" : 90.0, "endDate":"2025-12-14",
                  "startDate":"2025-12-01", "sprintNumber":"%s" }\
                """
                    .formatted(number),
                KEY,
                key)
            .expect(201);

    assertThat(again.header(REPLAYED)).isEqualTo("true");
  }

  @Test
  void another_request_under_the_key_is_refused() {
    String key = newKey();
    String place =
        api.post(SPRINTS, Bodies.emptySprint(TestApi.newNumber()), KEY, key)
            .expect(201)
            .header("Location");

    api.post(SPRINTS, Bodies.emptySprint(TestApi.newNumber()), KEY, key)
        .refused(422, "IDEMPOTENCY_KEY_REUSED");
    api.send("POST", place + "/start", null, KEY, key).refused(422, "IDEMPOTENCY_KEY_REUSED");

    assertThat(api.get(place).text("/status")).isEqualTo("planned");
  }

  @Test
  void of_many_at_once_one_makes_the_sprint_and_all_get_it() {
    String key = newKey();
    String body = Bodies.goldenSprint(TestApi.newNumber());

    List<TestResponse> answers = Race.of(10, i -> api.post(SPRINTS, body, KEY, key));

    assertThat(answers).extracting(TestResponse::status).containsOnly(201);
    assertThat(answers).extracting(TestResponse::body).containsOnly(answers.getFirst().body());
    assertThat(answers)
        .filteredOn(answer -> answer.headers().firstValue(REPLAYED).isEmpty())
        .hasSize(1);
    assertThat(api.events().of(answers.getFirst().id())).hasSize(2);
  }

  @Test
  void a_refused_request_leaves_its_key_free() {
    String key = newKey();
    String number = TestApi.newNumber();
    String holder = api.post(SPRINTS, Bodies.emptySprint(number)).expect(201).header("Location");

    api.post(SPRINTS, Bodies.emptySprint(number), KEY, key).refused(409, "DUPLICATE_SPRINT_NUMBER");
    api.delete(holder).expect(204);
    TestResponse made = api.post(SPRINTS, Bodies.emptySprint(number), KEY, key).expect(201);

    assertThat(made.headers().firstValue(REPLAYED)).isEmpty();
  }

  @Test
  void starting_and_completing_can_be_repeated_under_a_key() {
    String place =
        api.post(SPRINTS, Bodies.emptySprint(TestApi.newNumber())).expect(201).header("Location");
    String startKey = newKey();
    String completeKey = newKey();

    TestResponse started = api.send("POST", place + "/start", null, KEY, startKey).expect(200);
    TestResponse again = api.send("POST", place + "/start", null, KEY, startKey).expect(200);
    TestResponse completed =
        api.send("POST", place + "/complete", null, KEY, completeKey).expect(200);
    TestResponse late = api.send("POST", place + "/start", null, KEY, startKey).expect(200);

    assertThat(again.header(REPLAYED)).isEqualTo("true");
    assertThat(List.of(again.body(), late.body())).containsOnly(started.body());
    assertThat(api.events().typesOf(completed.id()))
        .containsExactly("sprint.created", "sprint.started", "sprint.completed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b"})
  void a_key_that_is_no_key_is_refused(String key) {
    api.post(SPRINTS, Bodies.emptySprint(TestApi.newNumber()), KEY, key)
        .refused(400, "INVALID_HEADER");
  }

  @Test
  void a_key_is_at_most_255_characters_and_sent_once() {
    String body = Bodies.emptySprint(TestApi.newNumber());
    String longest = newKey() + "k".repeat(255 - 36);

    api.post(SPRINTS, body, KEY, longest + "k").refused(400, "INVALID_HEADER");
    api.post(SPRINTS, body, KEY, newKey(), KEY, newKey()).refused(400, "INVALID_HEADER");
    api.post(SPRINTS, body, KEY, longest).expect(201);
  }

  private static String newKey() {
    return UUID.randomUUID().toString();
  }
}
