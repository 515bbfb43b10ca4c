package dev.sprintcapacity.chaos.checker;

/** How much a history holds: a clean verdict over nothing proves nothing. */
public record Tally(
    long acknowledged, long refused, long unknown, long rows, long records, long sprints) {

  /** All writes of all outcomes. */
  public long writes() {
    return acknowledged + refused + unknown;
  }
}
