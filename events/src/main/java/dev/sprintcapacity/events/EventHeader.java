package dev.sprintcapacity.events;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * One header of a record. Immutable.
 *
 * @since 0.1.0
 */
public final class EventHeader {
  private final String name;
  private final byte[] value;

  EventHeader(String name, byte[] ownedValue) {
    this.name = Objects.requireNonNull(name, "name");
    this.value = Objects.requireNonNull(ownedValue, "value");
  }

  /**
   * The header's name.
   *
   * @return one of the names in {@link EventHeaders}
   */
  public String name() {
    return name;
  }

  /**
   * The header's value.
   *
   * @return a copy of the bytes
   */
  public byte[] value() {
    return value.clone();
  }

  /**
   * The header's value as text: every header of an event is UTF-8.
   *
   * @return the text
   */
  public String text() {
    return new String(value, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return name + ": " + text();
  }
}
