package dev.sprintcapacity.consumer.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.consumer.ConsumerException;
import java.time.Instant;
import java.util.Objects;

/**
 * Which dead letters to send back. Closed: each kind begins to read at another place.
 *
 * @since 0.1.0
 */
public sealed interface Selection {
  /**
   * One dead letter.
   *
   * @param position where it stands, as {@link DeadLetter#position()} says
   * @return the selection
   */
  static Selection one(Position position) {
    return new One(position);
  }

  /**
   * All dead letters of a key, in their order.
   *
   * @param key the key as text
   * @return the selection
   */
  static Selection key(String key) {
    return new Key(key.getBytes(UTF_8));
  }

  /**
   * All dead letters of a key, in their order.
   *
   * @param key the key's bytes; not copied
   * @return the selection
   */
  static Selection key(byte[] key) {
    return new Key(key);
  }

  /**
   * All dead letters that were written in a range of time.
   *
   * @param from the first instant of it
   * @param to the first instant behind it
   * @return the selection
   */
  static Selection written(Instant from, Instant to) {
    return new Written(from, to);
  }

  /**
   * All dead letters.
   *
   * @return the selection
   */
  static Selection all() {
    return All.ALL;
  }

  /**
   * One dead letter.
   *
   * @param position where it stands
   * @since 0.1.0
   */
  record One(Position position) implements Selection {
    /** Checks that a position is there. */
    public One {
      Objects.requireNonNull(position, "position");
    }
  }

  /**
   * A key.
   *
   * @param key its bytes
   * @since 0.1.0
   */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  record Key(byte[] key) implements Selection {
    /** Checks that a key is there. */
    public Key {
      Objects.requireNonNull(key, "key");
    }
  }

  /**
   * A range of time.
   *
   * @param from the first instant of it
   * @param to the first instant behind it
   * @since 0.1.0
   */
  record Written(Instant from, Instant to) implements Selection {
    /** Checks that the range is not empty. */
    public Written {
      if (!from.isBefore(to)) {
        throw new ConsumerException(
            "nothing is written from %s to %s: the first must be before the second"
                .formatted(from, to));
      }
    }
  }

  /**
   * Everything.
   *
   * @since 0.1.0
   */
  enum All implements Selection {
    /** The only value. */
    ALL
  }
}
