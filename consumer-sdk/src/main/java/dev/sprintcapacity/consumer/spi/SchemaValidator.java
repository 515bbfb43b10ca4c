package dev.sprintcapacity.consumer.spi;

import java.util.List;

/**
 * Checks the value of an event against its schema, after upcasting and decoding. Open: schemas may
 * come from a registry. Must be safe for use by many threads and must not throw.
 *
 * <p>Without a validator the strict decoder is the check: it refuses a value that lacks a field, or
 * has one of another type or out of its bounds. A validator of the shipped schemas refuses, beyond
 * that, a {@code source} other than the service's.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface SchemaValidator {
  /**
   * Finds what is wrong with a value.
   *
   * @param eventType the {@code event_type}; always one this version knows
   * @param value the bytes
   * @return each violation as place and rule, without values of the event, as these end up in logs
   *     and headers of dead letters; empty where the value is valid
   */
  List<String> violations(String eventType, byte[] value);

  /**
   * The validator that leaves everything to the decoder.
   *
   * @return finds nothing
   */
  static SchemaValidator none() {
    return (eventType, value) -> List.of();
  }
}
