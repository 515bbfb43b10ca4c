package dev.sprintcapacity.chaos.checker;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The first half of a SHA-256: enough to tell values apart, small enough to keep millions. */
public record Digest(long high, long low) {

  /** The digest of a value. */
  public static Digest of(byte[] value) {
    try {
      ByteBuffer hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(value));
      return new Digest(hash.getLong(), hash.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "%016x%016x".formatted(high, low);
  }
}
