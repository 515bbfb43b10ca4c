package dev.sprintcapacity.domain.sprint;

/** The fields of a plan that an update can change, but for the team. */
public enum PlanField {
  NUMBER("sprint_number"),
  START_DATE("start_date"),
  END_DATE("end_date"),
  CONFIDENCE("confidence_percentage"),
  HOLIDAYS("holidays");

  private final String wireName;

  PlanField(String wireName) {
    this.wireName = wireName;
  }

  /** The name that events use. */
  public String wireName() {
    return wireName;
  }
}
