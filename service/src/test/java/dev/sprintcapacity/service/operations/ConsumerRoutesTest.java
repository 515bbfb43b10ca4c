package dev.sprintcapacity.service.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.service.testing.Bodies;
import dev.sprintcapacity.service.testing.TestApi;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Consumer groups, their lag and their dead letters, as the routes tell. */
class ConsumerRoutesTest {

  @RegisterExtension static final OperationsKafka KAFKA = new OperationsKafka();

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final AtomicInteger GROUPS = new AtomicInteger();

  private final String group = "calendar-" + GROUPS.incrementAndGet();
  private final String number = TestApi.newNumber();

  @Test
  void a_group_shows_its_member_and_that_nothing_is_left_to_handle() {
    try (FailingGroup consumer = group("none").start()) {
      createdSprint(number);
      await().atMost(PATIENCE).until(() -> consumer.handled().contains(number));

      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> {
            JsonNode found = found();
            assertThat(found.get("state").stringValue()).isEqualTo("stable");
            assertThat(found.get("internal").booleanValue()).isFalse();
            assertThat(found.at("/members/0/clientId").stringValue()).startsWith(group);
            assertThat(found.get("topics")).hasSize(2);
            assertThat(found.get("lagRecords").longValue()).isZero();
            assertThat(found.has("oldestUnhandledAt")).isFalse();
            assertThat(found.get("deadLettersWritten").longValue()).isZero();
          });
    }
  }

  @Test
  void a_group_without_members_shows_how_far_and_since_when_it_is_behind() {
    try (FailingGroup consumer = group("none").start()) {
      createdSprint(number);
      await().atMost(PATIENCE).until(() -> consumer.handled().contains(number));
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(found().get("lagRecords").longValue()).isZero());

    createdSprint(TestApi.newNumber());

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          JsonNode found = found();
          assertThat(found.get("state").stringValue()).isEqualTo("empty");
          assertThat(found.get("members")).isEmpty();
          assertThat(found.get("lagRecords").longValue()).isPositive();
          assertThat(Instant.parse(found.get("oldestUnhandledAt").stringValue()))
              .isBeforeOrEqualTo(Instant.parse(groups().get("at").stringValue()));
          assertThat(found.get("oldestUnhandledAgeSeconds").longValue()).isBetween(0L, 60L);
        });
  }

  @Test
  void what_a_group_could_not_handle_is_shown_and_sent_back_once() {
    try (FailingGroup consumer = group(number).start()) {
      String sprint = createdSprint(number);
      JsonNode letter = awaitLetter();

      assertThat(letter.get("key").stringValue()).isEqualTo(sprint);
      assertThat(letter.at("/origin/topic").stringValue()).isEqualTo("sprint.lifecycle");
      assertThat(letter.at("/failure/reason").stringValue()).contains("no calendar for");
      assertThat(letter.at("/value/base64").booleanValue()).isFalse();
      assertThat(JsonMapper.shared().readTree(letter.at("/value/text").stringValue()).toString())
          .contains(sprint);
      assertThat(letter.get("headers"))
          .anySatisfy(header -> assertThat(header.get("name").stringValue()).isEqualTo("ce_type"));
      assertThat(found().get("deadLettersWritten").longValue()).isEqualTo(1);

      JsonNode trial = redrive("{\"selection\":\"all\",\"dryRun\":true}");
      assertThat(trial.get("redriven").longValue()).isEqualTo(1);
      assertThat(waiting()).hasSize(1);
      assertThat(consumer.handled()).doesNotContain(number);

      consumer.mend();
      JsonNode report =
          redrive("{\"selection\":\"key\",\"key\":\"%s\",\"dryRun\":false}".formatted(sprint));
      assertThat(report.get("redriven").longValue()).isEqualTo(1);
      await().atMost(PATIENCE).until(() -> consumer.handled().contains(number));
      assertThat(waiting()).isEmpty();
      assertThat(letters("").get(0).get("redriven").booleanValue()).isTrue();

      JsonNode again =
          redrive(
              "{\"selection\":\"one\",\"position\":%s,\"dryRun\":false}"
                  .formatted(letter.get("position")));
      assertThat(again.get("redriven").longValue()).isZero();
      assertThat(again.at("/refused/0/reason").stringValue()).isEqualTo("ALREADY_REDRIVEN");
    }
  }

  @Test
  void dead_letters_come_in_pages_and_none_twice() {
    try (FailingGroup consumer = new FailingGroup(KAFKA.bootstrapServers(), group, number)) {
      consumer.failAll().start();
      for (int i = 0; i < 3; i++) {
        createdSprint(TestApi.newNumber());
      }
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(letters("")).hasSizeGreaterThanOrEqualTo(3));

      JsonNode all = letters("");
      JsonNode first =
          KAFKA.api().get("/v1/consumers/%s/dead-letters?limit=1".formatted(group)).json();
      String cursor = first.get("nextCursor").stringValue();

      assertThat(first.get("items").get(0)).isEqualTo(all.get(0));
      assertThat(letters("?limit=1&cursor=" + cursor).get(0)).isEqualTo(all.get(1));
    }
  }

  @Test
  void a_group_that_does_not_read_our_topics_is_not_found() {
    KAFKA.api().get("/v1/consumers/nobody/dead-letters").refused(404, "NOT_FOUND");
    KAFKA
        .api()
        .post("/v1/consumers/nobody/redrive", "{\"selection\":\"all\",\"dryRun\":true}")
        .refused(404, "NOT_FOUND");
  }

  private FailingGroup group(String unfitNumber) {
    return new FailingGroup(KAFKA.bootstrapServers(), group, unfitNumber);
  }

  private static String createdSprint(String sprintNumber) {
    return KAFKA.api().post("/v1/sprints", Bodies.emptySprint(sprintNumber)).expect(201).id();
  }

  private JsonNode found() {
    JsonNode groups = groups().get("groups");
    return StreamSupport.stream(groups.spliterator(), false)
        .filter(each -> each.get("group").stringValue().equals(group))
        .findFirst()
        .orElseThrow(() -> new AssertionError(group + " in " + groups));
  }

  private static JsonNode groups() {
    return KAFKA.api().get("/v1/consumers").expect(200).json();
  }

  private JsonNode awaitLetter() {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(letters("")).hasSize(1));
    return letters("").get(0);
  }

  private JsonNode letters(String query) {
    return KAFKA
        .api()
        .get("/v1/consumers/%s/dead-letters%s".formatted(group, query))
        .expect(200)
        .json()
        .get("items");
  }

  private JsonNode waiting() {
    return letters("?waiting=true");
  }

  private JsonNode redrive(String body) {
    return KAFKA.api().post("/v1/consumers/%s/redrive".formatted(group), body).expect(200).json();
  }
}
