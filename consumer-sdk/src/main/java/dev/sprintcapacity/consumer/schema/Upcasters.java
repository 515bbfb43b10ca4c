package dev.sprintcapacity.consumer.schema;

import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.consumer.spi.Upcaster;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The upcasters of a consumer, each from one version of one type to the next. A value of version n
 * goes through those of n, n+1 … up to the version before the one asked for. Immutable.
 *
 * <pre>{@code
 * Upcasters upcasters =
 *     Upcasters.none()
 *         .with("sprint.created", 0, JsonUpcaster.of(document -> ...));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Upcasters {
  private static final Upcasters NONE = new Upcasters(Map.of());

  private final Map<SchemaVersion, Upcaster> steps;

  private Upcasters(Map<SchemaVersion, Upcaster> steps) {
    this.steps = Map.copyOf(steps);
  }

  /**
   * No upcaster: enough while all events have today's version.
   *
   * @return the empty set
   */
  public static Upcasters none() {
    return NONE;
  }

  /**
   * Adds an upcaster.
   *
   * @param eventType the type it reads and writes
   * @param fromVersion the version it reads; it writes the next
   * @param upcaster does it
   * @return a new set that also has this one
   * @throws ConsumerException where the set has another for the same version
   */
  public Upcasters with(String eventType, int fromVersion, Upcaster upcaster) {
    Objects.requireNonNull(upcaster, "upcaster");
    Map<SchemaVersion, Upcaster> more = new HashMap<>(steps);
    if (more.putIfAbsent(new SchemaVersion(eventType, fromVersion), upcaster) != null) {
      throw new ConsumerException(
          "there are two upcasters of %s from version %d: remove one"
              .formatted(eventType, fromVersion));
    }
    return new Upcasters(more);
  }

  /**
   * Brings a value to a later version.
   *
   * @param from the version the value has
   * @param toVersion the version wanted; at least the one it has
   * @param value the bytes; not changed
   * @return the bytes of the version wanted; the same array where the value has it already
   * @throws ConsumerException where a step is missing, or an upcaster fails or returns nothing
   */
  public byte[] upcast(SchemaVersion from, int toVersion, byte[] value) {
    byte[] current = value;
    for (int version = from.version(); version < toVersion; version++) {
      current = step(new SchemaVersion(from.eventType(), version), current);
    }
    return current;
  }

  private byte[] step(SchemaVersion from, byte[] value) {
    Upcaster upcaster = steps.get(from);
    if (upcaster == null) {
      throw new ConsumerException(
          "%s has version %d and there is no upcaster from it: register one and redrive"
              .formatted(from.eventType(), from.version()));
    }
    try {
      return Objects.requireNonNull(upcaster.upcast(value), "what an upcaster returned");
    } catch (RuntimeException e) {
      throw new ConsumerException(
          "the upcaster of %s from version %d failed with %s"
              .formatted(from.eventType(), from.version(), e.getClass().getSimpleName()),
          e);
    }
  }
}
