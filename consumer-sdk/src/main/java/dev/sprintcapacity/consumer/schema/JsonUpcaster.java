package dev.sprintcapacity.consumer.schema;

import dev.sprintcapacity.consumer.spi.Upcaster;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * An upcaster that sees a value as a tree: an object is a {@link Map} in the order of its members,
 * a list a {@link java.util.List}, a number a {@link java.math.BigDecimal}, then {@link String} and
 * {@link Boolean}; null is null. Maps and lists may be changed in place. As safe for many threads
 * as the change it is given.
 *
 * @since 0.1.0
 */
public final class JsonUpcaster implements Upcaster {
  private final UnaryOperator<Map<String, Object>> change;

  private JsonUpcaster(UnaryOperator<Map<String, Object>> change) {
    this.change = Objects.requireNonNull(change, "change");
  }

  /**
   * Makes an upcaster of a change of the tree.
   *
   * @param change takes the whole document of the older version and returns that of the next
   * @return the upcaster
   */
  public static JsonUpcaster of(UnaryOperator<Map<String, Object>> change) {
    return new JsonUpcaster(change);
  }

  /**
   * Reads, changes, writes.
   *
   * @param value the bytes of one JSON object
   * @return the bytes of the changed object
   * @throws dev.sprintcapacity.consumer.ConsumerException where the bytes are no JSON object of at
   *     most 4 MiB and 32 levels, or the changed tree holds what JSON has no form for
   */
  @Override
  public byte[] upcast(byte[] value) {
    return JsonTree.write(change.apply(JsonTree.read(value)));
  }
}
