package dev.sprintcapacity.service.http.body;

import static java.util.stream.Collectors.joining;

import dev.sprintcapacity.domain.Limits;
import dev.sprintcapacity.domain.Percentage;
import dev.sprintcapacity.domain.calendar.DateRange;
import dev.sprintcapacity.domain.calendar.VacationId;
import dev.sprintcapacity.domain.people.MemberId;
import dev.sprintcapacity.domain.people.Role;
import dev.sprintcapacity.domain.text.EmailRule;
import dev.sprintcapacity.service.http.body.ObjectFields.Item;
import dev.sprintcapacity.service.sprint.MemberInput;
import dev.sprintcapacity.service.sprint.VacationInput;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one item of {@code teamMembers}. */
final class MemberBody {

  private static final List<String> KNOWN =
      List.of("id", "name", "role", "email", "confidencePercentage", "vacations");

  private static final List<String> VACATION_KNOWN =
      List.of("id", "startDate", "endDate", "reason");

  private static final String ROLES =
      Arrays.stream(Role.values()).map(Role::label).collect(joining(", "));

  private MemberBody() {}

  static @Nullable MemberInput read(ObjectFields fields) {
    String id = fields.identifier("id");
    String name = fields.requiredLine("name", Limits.NAME);
    String role = fields.requiredText("role", MemberBody::problemInRole);
    String email = fields.checkedText("email", EmailRule::problemIn);
    Percentage confidence = fields.percentage("confidencePercentage");
    List<VacationInput> vacations =
        fields
            .objects("vacations", Limits.VACATIONS_PER_MEMBER, "vacation", MemberBody::vacation)
            .stream()
            .map(Item::value)
            .toList();
    fields.refuseUnknown(KNOWN, List.of());
    if (name == null || role == null) {
      return null;
    }
    return new MemberInput(
        id == null ? null : new MemberId(id),
        name,
        Role.fromLabel(role).orElseThrow(),
        email,
        confidence,
        vacations);
  }

  private static @Nullable VacationInput vacation(ObjectFields fields) {
    String id = fields.identifier("id");
    LocalDate start = fields.requiredDate("startDate");
    LocalDate end = fields.requiredDate("endDate");
    String reason = fields.optionalLine("reason", Limits.VACATION_REASON);
    fields.refuseUnknown(VACATION_KNOWN, List.of());
    if (start == null
        || end == null
        || fields.hasProblem("endDate", DateRange.problemInOrder(start, end))) {
      return null;
    }
    return new VacationInput(
        id == null ? null : new VacationId(id), new DateRange(start, end), reason);
  }

  private static Optional<String> problemInRole(String text) {
    return Role.fromLabel(text).isPresent()
        ? Optional.empty()
        : Optional.of("must be one of " + ROLES);
  }
}
