package dev.sprintcapacity.consumer.internal.inbound;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The key of a record as a key of a map. The bytes are not copied: nobody changes a record's. */
final class KeyBytes {
  private final byte @Nullable [] bytes;
  private final int hash;

  KeyBytes(byte @Nullable [] bytes) {
    this.bytes = bytes;
    this.hash = Arrays.hashCode(bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyBytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
