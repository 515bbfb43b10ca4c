package dev.sprintcapacity.cli.json;

/** What reading bytes as JSON led to. Closed: either they are one JSON value, or they are not. */
public sealed interface JsonReading {

  /** The bytes are one JSON value. */
  record Valid(JsonTree tree) implements JsonReading {}

  /** The bytes are not JSON; the reason may quote them, so it is to be printed with care. */
  record Malformed(String reason) implements JsonReading {}
}
