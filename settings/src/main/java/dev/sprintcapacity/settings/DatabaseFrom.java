package dev.sprintcapacity.settings;

/** Who brings the database. Closed: a program starts one, or is told where it is. */
public enum DatabaseFrom {
  /** {@code DATABASE_URL} must be there. */
  ENVIRONMENT,
  /** The caller starts one; {@code DATABASE_URL} may be absent. */
  CALLER
}
