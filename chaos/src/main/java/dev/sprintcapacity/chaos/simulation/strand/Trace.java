package dev.sprintcapacity.chaos.simulation.strand;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.testkit.ManualClock;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/** What happened in a world, line by line. Keeps the last lines, and a digest of all. */
public final class Trace {
  /** What people read of a world that failed. */
  private static final int MOST_LINES = 1_000;

  private static final long NANOS_PER_MICRO = 1_000;

  private final ManualClock clock;
  private final MessageDigest digest;
  private final Deque<String> last = new ArrayDeque<>();
  private long lines;

  /**
   * Nothing has happened.
   *
   * @param clock the time of the world
   */
  public Trace(ManualClock clock) {
    this.clock = clock;
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
    String line = clock.nanoTime() / NANOS_PER_MICRO + " " + who + " " + what;
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
