package dev.sprintcapacity.chaos.stage;

/** What an instance says of its part in the publication. Closed: a campaign tells no more apart. */
public enum Standing {
  /** It publishes. */
  ACTIVE,
  /** Another publishes, and it would take over. */
  STANDBY,
  /** It answers, but is on its way, or refuses. */
  NEITHER,
  /** It does not answer: dead, frozen or without a database. */
  SILENT
}
