package dev.sprintcapacity.service.http;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sprintcapacity.service.testing.Bodies;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Bodies of members that break one rule each, with the field and the message that say so. */
final class InvalidMembers {

  private InvalidMembers() {}

  static Stream<Arguments> all() {
    return Stream.of(names(), otherFieldsOfAMember(), vacations()).flatMap(all -> all);
  }

  static Stream<Arguments> names() {
    return Stream.of(
        invalid(member("1"), "teamMembers[0]", "must be a member object, but is a number"),
        invalid(member("{\"role\":\"Developer\"}"), "teamMembers[0].name", "is required"),
        invalid(
            member("{\"name\":\"\",\"role\":\"Developer\"}"),
            "teamMembers[0].name",
            "must not be blank"),
        invalid(
            member("{\"name\":\" \\u200B \",\"role\":\"Developer\"}"),
            "teamMembers[0].name",
            "must not be blank"),
        invalid(
            member("{\"name\":\"" + "n".repeat(10_000) + "\",\"role\":\"Developer\"}"),
            "teamMembers[0].name",
            "must have at most 200 characters, but has 10000"),
        invalid(
            member("{\"name\":\"a\\u0000b\",\"role\":\"Developer\"}"),
            "teamMembers[0].name",
            "must not contain control characters"),
        invalid(
            member("{\"name\":\"a\\nb\",\"role\":\"Developer\"}"),
            "teamMembers[0].name",
            "must not contain control characters"),
        invalid(
            member("{\"name\":\"a\\u2028b\",\"role\":\"Developer\"}"),
            "teamMembers[0].name",
            "must not contain control characters"),
        invalid(
            member("{\"name\":\"a\\ud800b\",\"role\":\"Developer\"}"),
            "teamMembers[0].name",
            "must be valid Unicode"),
        invalid(
            member("{\"name\":[\"a\"],\"role\":\"Developer\"}"),
            "teamMembers[0].name",
            "must be a text, but is a list"));
  }

  static Stream<Arguments> otherFieldsOfAMember() {
    return Stream.of(
        invalid(member("{\"name\":\"A\"}"), "teamMembers[0].role", "is required"),
        invalid(
            member("{\"name\":\"A\",\"role\":\"developer\"}"),
            "teamMembers[0].role",
            "must be one of Developer, Tester, Designer, Product Owner, Scrum Master, Tech Lead"),
        invalid(
            member("{\"name\":\"A\",\"role\":\"Tester\",\"email\":\"nobody\"}"),
            "teamMembers[0].email",
            "must be an address with one @"),
        invalid(
            member("{\"name\":\"A\",\"role\":\"Tester\",\"email\":\"a@b\\r\\nBcc: c@d\"}"),
            "teamMembers[0].email",
            "must not contain control characters"),
        invalid(
            member(
                "{\"name\":\"A\",\"role\":\"Tester\",\"email\":\"" + "a".repeat(250) + "@b.de\"}"),
            "teamMembers[0].email",
            "must have at most 254 characters"),
        invalid(
            member("{\"name\":\"A\",\"role\":\"Tester\",\"confidencePercentage\":101}"),
            "teamMembers[0].confidencePercentage",
            "must be from 0 to 100"),
        invalid(
            member("{\"name\":\"A\",\"role\":\"Tester\",\"id\":\"a b\"}"),
            "teamMembers[0].id",
            "must be 1 to 64 letters"),
        invalid(
            member("{\"name\":\"A\",\"role\":\"Tester\",\"id\":\"member-nobody\"}"),
            "teamMembers[0].id",
            "is not the id of anybody known"),
        invalid(
            member("{\"name\":\"A\",\"role\":\"Tester\",\"vacation\":[]}"),
            "teamMembers[0].vacation",
            "did you mean vacations?"),
        invalid(
            member("{\"name\":\"A\",\"role\":\"Tester\"},{\"name\":\"a \",\"role\":\"Tester\"}"),
            "teamMembers[1].name",
            "is the same as that of teamMembers[0]"),
        invalid(
            member(
                "{\"name\":\"A\",\"role\":\"Tester\",\"email\":\"x@y.z\"},{\"name\":\"B\",\"role\":\"Tester\",\"email\":\"X@Y.z\"}"),
            "teamMembers[1].email",
            "is the same as that of teamMembers[0]"));
  }

  static Stream<Arguments> vacations() {
    return Stream.of(
        invalid(
            vacation("7"),
            "teamMembers[0].vacations[0]",
            "must be a vacation object, but is a number"),
        invalid(
            vacation("{\"endDate\":\"2025-12-02\"}"),
            "teamMembers[0].vacations[0].startDate",
            "is required"),
        invalid(
            vacation("{\"startDate\":\"2025-12-03\",\"endDate\":\"2025-12-02\"}"),
            "teamMembers[0].vacations[0].endDate",
            "must not be before the first date"),
        invalid(
            vacation("{\"startDate\":\"2025-12-03\",\"endDate\":\"2025-02-29\"}"),
            "teamMembers[0].vacations[0].endDate",
            "is not a day of the calendar"),
        invalid(
            vacation(
                "{\"startDate\":\"2025-12-03\",\"endDate\":\"2025-12-03\",\"reason\":\""
                    + "r".repeat(501)
                    + "\"}"),
            "teamMembers[0].vacations[0].reason",
            "must have at most 500 characters"),
        invalid(
            vacation(many(101, "{\"startDate\":\"2025-12-03\",\"endDate\":\"2025-12-03\"}")),
            "teamMembers[0].vacations",
            "must have at most 100 items, but has 101"),
        invalid(
            and("\"teamMembers\":[" + many(201, "{}") + "]"),
            "teamMembers",
            "must have at most 200 items, but has 201"));
  }

  private static Arguments invalid(String body, String field, String message) {
    return arguments(body, field, message);
  }

  private static String and(String field) {
    return Bodies.sprintAnd("25-01", field);
  }

  private static String member(String members) {
    return Bodies.sprintWith("25-01", members);
  }

  private static String vacation(String vacations) {
    return member("{\"name\":\"A\",\"role\":\"Tester\",\"vacations\":[" + vacations + "]}");
  }

  private static String many(int count, String item) {
    return String.join(",", java.util.Collections.nCopies(count, item));
  }
}
