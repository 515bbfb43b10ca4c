package dev.sprintcapacity.service.identity;

import dev.sprintcapacity.domain.calendar.HolidayId;
import dev.sprintcapacity.domain.calendar.VacationId;
import dev.sprintcapacity.domain.people.MemberId;
import dev.sprintcapacity.domain.sprint.SprintId;

/** Ids that were never used, each in the form of its kind. Thread-safe. */
public final class NewIds {

  private final UuidV7 uuids;

  /** Ids around the values of this generator. */
  public NewIds(UuidV7 uuids) {
    this.uuids = uuids;
  }

  /** For a new sprint. */
  public SprintId sprint() {
    return SprintId.of(uuids.next());
  }

  /** For a new person. */
  public MemberId member() {
    return new MemberId("member-" + uuids.next());
  }

  /** For a new leave. */
  public VacationId vacation() {
    return new VacationId("vacation-" + uuids.next());
  }

  /** For a new holiday. */
  public HolidayId holiday() {
    return new HolidayId("holiday-" + uuids.next());
  }
}
