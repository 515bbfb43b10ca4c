package dev.sprintcapacity.chaos.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What happened in a world, line by line. Keeps the last lines, and a digest of all. Used in turns.
 */
public final class Trace {
  /** What people read of a world that failed. */
  private static final int MOST_LINES = 1_000;

  private static final long NANOS_PER_MICRO = 1_000;

  private final LongSupplier nanoTime;
  private final MessageDigest digest;
  private final Deque<String> last = new ArrayDeque<>();
  private long lines;

  /**
   * Nothing has happened.
   *
   * @param nanoTime nanoseconds of the world's own time
   */
  public Trace(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Something happens now.
   *
   * @param who does it
   * @param what in words
   */
  public void add(String who, String what) {
    String line = nanoTime.getAsLong() / NANOS_PER_MICRO + " " + who + " " + what;
    digest.update(line.getBytes(UTF_8));
    digest.update((byte) '\n');
    if (last.size() == MOST_LINES) {
      last.removeFirst();
    }
    last.addLast(line);
    lines++;
  }

  /** How many lines there were. */
  public long lines() {
    return lines;
  }

  /** The last lines. */
  public List<String> last() {
    return new ArrayList<>(last);
  }

  /** The digest of all lines, in hexadecimal digits; may be asked once. */
  public String digest() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
