package dev.sprintcapacity.service.http;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sprintcapacity.service.testing.Bodies;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Bodies of sprints that break one rule each, with the field and the message that say so. */
final class InvalidPlans {

  private InvalidPlans() {}

  static Stream<Arguments> all() {
    return Stream.of(numbersAndDates(), otherFieldsOfAPlan(), holidays()).flatMap(all -> all);
  }

  static Stream<Arguments> numbersAndDates() {
    String dates = "\"startDate\":\"2025-12-01\",\"endDate\":\"2025-12-14\"";
    String number = "\"sprintNumber\":\"25-01\"";
    return Stream.of(
        invalid("[]", "$", "must be a sprint object, but is a list"),
        invalid("\"x\"", "$", "must be a sprint object, but is a text"),
        invalid("null", "$", "must be a sprint object, but is null"),
        invalid("{" + dates + "}", "sprintNumber", "is required"),
        invalid("{\"sprintNumber\":null," + dates + "}", "sprintNumber", "is required"),
        invalid(
            "{\"sprintNumber\":25," + dates + "}",
            "sprintNumber",
            "must be a text, but is a number"),
        invalid("{\"sprintNumber\":\"\"," + dates + "}", "sprintNumber", "must be YY-NN"),
        invalid("{\"sprintNumber\":\"2025-01\"," + dates + "}", "sprintNumber", "must be YY-NN"),
        invalid("{\"sprintNumber\":\"24-x\"," + dates + "}", "sprintNumber", "must be YY-NN"),
        invalid(
            "{\"sprintNumber\":\"25-" + "x".repeat(37) + "\"," + dates + "}",
            "sprintNumber",
            "must be YY-NN"),
        invalid("{" + number + ",\"startDate\":\"2025-12-01\"}", "endDate", "is required"),
        invalid(
            "{" + number + ",\"startDate\":\"2025-02-30\",\"endDate\":\"2025-03-14\"}",
            "startDate",
            "is not a day of the calendar"),
        invalid(
            "{" + number + ",\"startDate\":\"2025-13-01\",\"endDate\":\"2026-03-14\"}",
            "startDate",
            "is not a day of the calendar"),
        invalid(
            "{" + number + ",\"startDate\":\"99999-01-01\",\"endDate\":\"2025-03-14\"}",
            "startDate",
            "must be a date written as YYYY-MM-DD"),
        invalid(
            "{" + number + ",\"startDate\":\"1969-12-31\",\"endDate\":\"1970-03-14\"}",
            "startDate",
            "must be from 1970-01-01 to 2999-12-31"),
        invalid(
            "{" + number + ",\"startDate\":\"2025-12-01\",\"endDate\":\"3000-01-01\"}",
            "endDate",
            "must be from 1970-01-01 to 2999-12-31"),
        invalid(
            "{" + number + ",\"startDate\":\"2025-12-01T00:00\",\"endDate\":\"2025-12-14\"}",
            "startDate",
            "must be a date written as YYYY-MM-DD"),
        invalid(
            "{" + number + ",\"startDate\":20251201,\"endDate\":\"2025-12-14\"}",
            "startDate",
            "must be a text, but is a number"));
  }

  static Stream<Arguments> otherFieldsOfAPlan() {
    String number = "\"sprintNumber\":\"25-01\"";
    return Stream.of(
        invalid(
            "{" + number + ",\"startDate\":\"2025-12-01\",\"endDate\":\"2025-12-01\"}",
            "endDate",
            "must be after the start date"),
        invalid(
            "{" + number + ",\"startDate\":\"2025-12-14\",\"endDate\":\"2025-12-01\"}",
            "endDate",
            "must be after the start date"),
        invalid(
            "{" + number + ",\"startDate\":\"2025-01-01\",\"endDate\":\"2026-01-02\"}",
            "endDate",
            "must be at most 366 days"),
        invalid(
            and("\"confidencePercentage\":-0.01"), "confidencePercentage", "must be from 0 to 100"),
        invalid(
            and("\"confidencePercentage\":100.01"),
            "confidencePercentage",
            "must be from 0 to 100"),
        invalid(
            and("\"confidencePercentage\":1e999999999"),
            "confidencePercentage",
            "must be from 0 to 100"),
        invalid(
            and("\"confidencePercentage\":1e-999999999"),
            "confidencePercentage",
            "at most 2 decimals"),
        invalid(
            and("\"confidencePercentage\":87.555"), "confidencePercentage", "at most 2 decimals"),
        invalid(
            and("\"confidencePercentage\":\"90\""),
            "confidencePercentage",
            "must be a number from 0 to 100, but is a text"),
        invalid(
            and("\"confidencePercentage\":true"),
            "confidencePercentage",
            "must be a number from 0 to 100, but is true"),
        invalid(
            and("\"teamMembers\":{}"),
            "teamMembers",
            "must be a list of member objects, but is an object"),
        invalid(
            and("\"holidays\":\"none\""),
            "holidays",
            "must be a list of holiday objects, but is a text"),
        invalid(and("\"start_date\":\"2025-12-01\""), "start_date", "did you mean startDate?"),
        invalid(
            and("\"velocity\":1"),
            "velocity",
            "is not a known field; known are sprintNumber, startDate"),
        invalid(and("\"a b\\u0000\":1"), "[\"a bU+0000\"]", "is not a known field"));
  }

  static Stream<Arguments> holidays() {
    return Stream.of(
        invalid(and("\"holidays\":[{\"name\":\"A\"}]"), "holidays[0].holidayDate", "is required"),
        invalid(
            and("\"holidays\":[{\"holidayDate\":\"2025-12-25\"}]"),
            "holidays[0].name",
            "is required"),
        invalid(
            and(
                "\"holidays\":[{\"holidayDate\":\"2025-12-25\",\"name\":\""
                    + "n".repeat(201)
                    + "\"}]"),
            "holidays[0].name",
            "must have at most 200 characters"),
        invalid(
            and(
                "\"holidays\":[{\"holidayDate\":\"2025-12-25\",\"name\":\"A\",\"description\":\""
                    + "d".repeat(1001)
                    + "\"}]"),
            "holidays[0].description",
            "must have at most 1000 characters"),
        invalid(
            and(
                "\"holidays\":[{\"date\":\"2025-12-25\",\"holidayDate\":\"2025-12-25\",\"name\":\"A\"}]"),
            "holidays[0].date",
            "is not a known field"),
        invalid(
            and("\"holidays\":[" + many(367, "{}") + "]"),
            "holidays",
            "must have at most 366 items, but has 367"));
  }

  private static Arguments invalid(String body, String field, String message) {
    return arguments(body, field, message);
  }

  private static String and(String field) {
    return Bodies.sprintAnd("25-01", field);
  }

  private static String many(int count, String item) {
    return String.join(",", java.util.Collections.nCopies(count, item));
  }
}
