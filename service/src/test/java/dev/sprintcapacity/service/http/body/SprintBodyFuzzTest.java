package dev.sprintcapacity.service.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sprintcapacity.service.http.body.JsonValue.JsonArray;
import dev.sprintcapacity.service.http.body.JsonValue.JsonNull;
import dev.sprintcapacity.service.http.body.JsonValue.JsonNumber;
import dev.sprintcapacity.service.http.body.JsonValue.JsonObject;
import dev.sprintcapacity.service.http.body.JsonValue.JsonText;
import dev.sprintcapacity.service.http.body.JsonValue.JsonTruth;
import dev.sprintcapacity.service.http.problem.ProblemException;
import dev.sprintcapacity.service.sprint.SprintReading;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever a document holds, it is valid or its problems are listed; nothing is thrown. */
class SprintBodyFuzzTest {

  private static final int DOCUMENTS = 50_000;
  private static final int MOST_DEPTH = 4;

  private static final List<String> NAMES =
      List.of(
          "sprintNumber",
          "startDate",
          "endDate",
          "confidencePercentage",
          "teamMembers",
          "holidays",
          "name",
          "role",
          "email",
          "vacations",
          "reason",
          "holidayDate",
          "description",
          "id",
          "x",
          "");

  private static final List<JsonValue> LEAVES =
      List.of(
          new JsonText("25-01"),
          new JsonText("2025-12-01"),
          new JsonText("2025-12-14"),
          new JsonText("2025-02-30"),
          new JsonText("+999999999-12-31"),
          new JsonText("Developer"),
          new JsonText("a@b.c"),
          new JsonText(""),
          new JsonText("\u0000"),
          new JsonText("\ud800"),
          new JsonText("x".repeat(1_100)),
          new JsonNumber(new BigDecimal("1E+999999999")),
          new JsonNumber(new BigDecimal("1E-999999999")),
          new JsonNumber(new BigDecimal("-0")),
          new JsonNumber(new BigDecimal("99.99")),
          new JsonTruth(true),
          JsonNull.NULL);

  @Test
  void random_documents_are_read_or_refused() {
    SplittableRandom random = new SplittableRandom(20251127);
    int valid = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      JsonValue document = i % 2 == 0 ? value(random, 0) : nearlyValid(random);
      SprintReading reading = SprintBody.read(document);
      switch (reading) {
        case SprintReading.Valid ignored -> valid++;
        case SprintReading.Invalid invalid ->
            assertThat(invalid.violations()).as(document.toString()).isNotEmpty();
      }
    }
    assertThat(valid).as("some documents must get through").isBetween(100, DOCUMENTS / 2);
  }

  @Test
  void random_bytes_are_parsed_or_refused() {
    SplittableRandom random = new SplittableRandom(7);
    byte[] good =
        "{\"sprintNumber\":\"25-01\",\"a\":[1,2.5e3,true,null,\"\\u00e9\\n\"]}"
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < DOCUMENTS; i++) {
      byte[] bytes = good.clone();
      for (int change = random.nextInt(1, 4); change > 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      assertThatCode(() -> parseOrRefuse(bytes)).doesNotThrowAnyException();
    }
  }

  private static void parseOrRefuse(byte[] bytes) {
    try {
      SprintBody.read(JsonReader.parse(bytes));
    } catch (ProblemException refused) {
      assertThat(refused.problem().detail()).doesNotContain("Exception", "jackson");
    }
  }

  private static JsonValue nearlyValid(SplittableRandom random) {
    Map<String, JsonValue> fields = new LinkedHashMap<>();
    fields.put("sprintNumber", new JsonText("25-01"));
    fields.put("startDate", new JsonText("2025-12-01"));
    fields.put("endDate", new JsonText("2025-12-14"));
    Map<String, JsonValue> member = new LinkedHashMap<>();
    member.put("name", new JsonText("A"));
    member.put("role", new JsonText("Tester"));
    mutate(member, random);
    fields.put("teamMembers", new JsonArray(List.of(new JsonObject(member))));
    mutate(fields, random);
    return new JsonObject(fields);
  }

  private static void mutate(Map<String, JsonValue> fields, SplittableRandom random) {
    if (random.nextBoolean()) {
      fields.put(NAMES.get(random.nextInt(NAMES.size())), value(random, MOST_DEPTH - 2));
    }
  }

  private static JsonValue value(SplittableRandom random, int depth) {
    return switch (depth >= MOST_DEPTH ? 0 : random.nextInt(3)) {
      case 1 -> {
        List<JsonValue> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          items.add(value(random, depth + 1));
        }
        yield new JsonArray(items);
      }
      case 2 -> {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
          fields.put(NAMES.get(random.nextInt(NAMES.size())), value(random, depth + 1));
        }
        yield new JsonObject(fields);
      }
      default -> LEAVES.get(random.nextInt(LEAVES.size()));
    };
  }
}
