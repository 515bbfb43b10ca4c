package dev.sprintcapacity.benchmarks.storage;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * One way to keep a sprint. Open, because the next idea is tried by writing one more class.
 *
 * <p>Every layout keeps the same facts, takes the same lock and appends the same events, so that a
 * difference between two of them is the layout's own.
 */
interface Layout {
  /** Name in the table of results, and schema in the database. */
  String name();

  /** The statements that create the tables. */
  String tables();

  /** Inserts the sprint and its two events in one statement, in autocommit. */
  void create(Connection connection, TrialSprint sprint) throws SQLException;

  /** Locks, reads and replaces the sprint and appends two events, in one transaction. */
  void revise(Connection connection, TrialSprint sprint) throws SQLException;

  /** Reads the whole sprint, with its JSON parsed, and returns how many members it has. */
  int read(Connection connection, String id) throws SQLException;
}
