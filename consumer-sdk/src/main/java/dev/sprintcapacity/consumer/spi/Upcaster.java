package dev.sprintcapacity.consumer.spi;

/**
 * Makes the value of an event of one version into that of the next. Open: what an old version
 * looked like is known to whoever kept such events. Must be safe for use by many threads, give the
 * same bytes for the same bytes, and have no effect: it is called again at every attempt.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Upcaster {
  /**
   * Rewrites a value.
   *
   * @param value the bytes of the older version; not to be changed
   * @return the bytes of the next version
   * @throws RuntimeException where the bytes are not of that version: the record becomes a dead
   *     letter
   */
  byte[] upcast(byte[] value);
}
