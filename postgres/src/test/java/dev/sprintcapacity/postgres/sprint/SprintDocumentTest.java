package dev.sprintcapacity.postgres.sprint;

import static dev.sprintcapacity.postgres.sprint.Sprints.aMemberOnLeave;
import static dev.sprintcapacity.postgres.sprint.Sprints.aSprint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sprintcapacity.domain.sprint.PlannedSprint;
import dev.sprintcapacity.domain.sprint.SprintStatus;
import dev.sprintcapacity.postgres.PostgresException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SprintDocumentTest {

  private static final PlannedSprint SPRINT = aSprint(aMemberOnLeave("member-a", "Ann"));

  /** What this version wrote on the day it was made; changing it breaks stored sprints. */
  private static final String FORMAT_1 =
      """
      {"format":1,"confidence_percentage":87.55,"team":[\
      {"id":"member-a","name":"Ann","role":"Product Owner","email":"member-a@example.org",\
      "confidence_percentage":50.0,"vacations":[\
      {"id":"vacation-1","first_date":"2025-12-01","last_date":"2025-12-14"},\
      {"id":"vacation-2","first_date":"2025-12-01","last_date":"2025-12-14",\
      "reason":"Ski\\\\ing"}]}],\
      "holidays":[{"id":"holiday-1","date":"2025-12-08","name":"Day \\"of\\" joy"},\
      {"id":"holiday-2","date":"2026-01-01","name":"Neujahr ☃","description":"free"}]}\
      """;

  @Test
  void the_format_is_what_it_was_when_it_got_its_number() {
    assertThat(new String(SprintDocument.write(SPRINT), StandardCharsets.UTF_8))
        .isEqualTo(FORMAT_1);
    assertThat(SprintDocumentReader.read(columns(SprintStatus.PLANNED), bytes(FORMAT_1)))
        .isEqualTo(SPRINT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"format\":1, | {\"format\":2, | run the version",
        "{\"format\":1, | { | must have the field format",
        "{\"format\":1, | {\"format\":1,\"format\":1, | Duplicate",
        "{\"format\":1, | {\"format\":1,\"colour\":\"red\", | unknown field colour",
        "{\"format\":1, | {\"format\":1,\"started_at\":\"2025-12-01T08:00:00Z\", | started_at",
        "\"name\":\"Ann\", | `` | document.team[0] must have the field name",
        "\"name\":\"Ann\" | \"name\":7 | document.team[0].name must be a text",
        "\"name\":\"Ann\" | \"name\":null | document.team[0].name must be a text",
        "\"id\":\"vacation-1\" | \"id\":\"vacation-1\",\"days\":3 | vacations[0] has the unknown field",
        "Product Owner | Owner | unknown role",
        "2026-01-01 | 2026-02-30 | 2026-02-30",
        "87.55 | 187.55 | 187.55",
        "87.55 | \"87.55\" | must be a number",
        "\"team\":[ | \"team\":{},\"x\":[ | document.team must be a list",
        "\"free\"}]} | \"free\"}]}{} | Trailing"
      })
  void a_document_that_differs_is_refused_with_its_row_and_the_reason(
      String part, String replacement, String reason) {
    String document = FORMAT_1.replace(part.strip(), replacement);
    assertThat(document).isNotEqualTo(FORMAT_1);

    assertThatExceptionOfType(PostgresException.class)
        .isThrownBy(() -> SprintDocumentReader.read(columns(SprintStatus.PLANNED), bytes(document)))
        .withMessageContaining(SPRINT.id().value())
        .withMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ACTIVE", "COMPLETED"})
  void a_state_whose_times_are_missing_is_refused(SprintStatus status) {
    assertThatExceptionOfType(PostgresException.class)
        .isThrownBy(() -> SprintDocumentReader.read(columns(status), bytes(FORMAT_1)))
        .withMessageContaining("started_at");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{", "1"})
  void what_is_no_document_at_all_is_refused(String document) {
    assertThatExceptionOfType(PostgresException.class)
        .isThrownBy(() -> SprintDocumentReader.read(columns(SprintStatus.PLANNED), bytes(document)))
        .withMessageContaining(SPRINT.id().value());
  }

  private static SprintColumns columns(SprintStatus status) {
    return new SprintColumns(
        SPRINT.id(),
        SPRINT.plan().number(),
        SPRINT.plan().dates(),
        status,
        SPRINT.createdAt(),
        SPRINT.updatedAt());
  }

  private static byte[] bytes(String document) {
    return document.getBytes(StandardCharsets.UTF_8);
  }
}
