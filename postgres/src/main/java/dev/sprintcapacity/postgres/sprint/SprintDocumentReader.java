package dev.sprintcapacity.postgres.sprint;

import dev.sprintcapacity.domain.InvalidValueException;
import dev.sprintcapacity.domain.Percentage;
import dev.sprintcapacity.domain.calendar.DateRange;
import dev.sprintcapacity.domain.calendar.Holiday;
import dev.sprintcapacity.domain.calendar.HolidayId;
import dev.sprintcapacity.domain.calendar.Vacation;
import dev.sprintcapacity.domain.calendar.VacationId;
import dev.sprintcapacity.domain.people.Member;
import dev.sprintcapacity.domain.people.MemberId;
import dev.sprintcapacity.domain.people.Role;
import dev.sprintcapacity.domain.sprint.ActiveSprint;
import dev.sprintcapacity.domain.sprint.CompletedSprint;
import dev.sprintcapacity.domain.sprint.PlannedSprint;
import dev.sprintcapacity.domain.sprint.Sprint;
import dev.sprintcapacity.domain.sprint.SprintPlan;
import dev.sprintcapacity.postgres.PostgresException;
import java.math.BigDecimal;
import java.time.format.DateTimeParseException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@link SprintDocument} wrote, and nothing else. */
final class SprintDocumentReader {

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private SprintDocumentReader() {}

  /**
   * The sprint of a row.
   *
   * @throws PostgresException if the document is not one of this format, or what it says is no
   *     sprint
   */
  static Sprint read(SprintColumns columns, byte[] document) {
    try {
      StrictObject object = new StrictObject(JSON.readTree(document), "document");
      requireFormat(object);
      Sprint sprint = sprint(columns, object);
      object.end();
      return sprint;
    } catch (JacksonException
        | DateTimeParseException
        | InvalidValueException
        | PostgresException failure) {
      throw new PostgresException(
          "Row %s of table sprint can not be read: %s"
              .formatted(columns.id().value(), failure.getMessage()),
          failure);
    }
  }

  private static void requireFormat(StrictObject object) {
    int format = object.integer(SprintDocument.FORMAT_FIELD);
    if (format != SprintDocument.FORMAT) {
      throw new PostgresException(
          "document.%s must be %d, but is %d: run the version of this product that wrote it"
              .formatted(SprintDocument.FORMAT_FIELD, SprintDocument.FORMAT, format));
    }
  }

  private static Sprint sprint(SprintColumns columns, StrictObject object) {
    SprintPlan plan =
        new SprintPlan(
            columns.number(),
            columns.dates(),
            Percentage.of(object.decimal(SprintDocument.CONFIDENCE)),
            object.list(SprintDocument.TEAM, SprintDocumentReader::member),
            object.list(SprintDocument.HOLIDAYS, SprintDocumentReader::holiday));
    return switch (columns.status()) {
      case PLANNED ->
          new PlannedSprint(columns.id(), plan, columns.createdAt(), columns.updatedAt());
      case ACTIVE ->
          new ActiveSprint(
              columns.id(),
              plan,
              columns.createdAt(),
              columns.updatedAt(),
              object.instant(SprintDocument.STARTED_AT));
      case COMPLETED ->
          new CompletedSprint(
              columns.id(),
              plan,
              columns.createdAt(),
              columns.updatedAt(),
              object.instant(SprintDocument.STARTED_AT),
              object.instant(SprintDocument.COMPLETED_AT));
    };
  }

  private static Member member(StrictObject object) {
    BigDecimal confidence = object.decimalOrNull(SprintDocument.CONFIDENCE);
    String role = object.text(SprintDocument.ROLE);
    return new Member(
        new MemberId(object.text(SprintDocument.ID)),
        object.text(SprintDocument.NAME),
        Role.fromLabel(role)
            .orElseThrow(() -> new PostgresException("unknown role \"%s\"".formatted(role))),
        object.textOrNull(SprintDocument.EMAIL),
        confidence == null ? null : Percentage.of(confidence),
        object.list(SprintDocument.VACATIONS, SprintDocumentReader::vacation));
  }

  private static Vacation vacation(StrictObject object) {
    return new Vacation(
        new VacationId(object.text(SprintDocument.ID)),
        new DateRange(
            object.date(SprintDocument.FIRST_DATE), object.date(SprintDocument.LAST_DATE)),
        object.textOrNull(SprintDocument.REASON));
  }

  private static Holiday holiday(StrictObject object) {
    return new Holiday(
        new HolidayId(object.text(SprintDocument.ID)),
        object.date(SprintDocument.DATE),
        object.text(SprintDocument.NAME),
        object.textOrNull(SprintDocument.DESCRIPTION));
  }
}
