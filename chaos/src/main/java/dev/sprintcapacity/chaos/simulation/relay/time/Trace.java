package dev.sprintcapacity.chaos.simulation.relay.time;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;

/** Every step of a world as a line: all of them in a digest, the last ones in words. */
public final class Trace {
  private static final int KEPT = 400;
  private static final long NANOS_PER_MICRO = 1_000;

  private final MessageDigest digest;
  private final ArrayDeque<String> last = new ArrayDeque<>(KEPT);
  private long lines;

  /** Nothing has happened yet. */
  public Trace() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Something happens. */
  public void add(long nanos, String who, String what) {
    String line = nanos / NANOS_PER_MICRO + " " + who + " " + what;
    digest.update(line.getBytes(UTF_8));
    digest.update((byte) '\n');
    lines++;
    if (last.size() == KEPT) {
      last.removeFirst();
    }
    last.addLast(line);
  }

  /** Number of steps. */
  public long lines() {
    return lines;
  }

  /** The last steps, oldest first. */
  public List<String> last() {
    return List.copyOf(last);
  }

  /** To be asked once, at the end. */
  public String digest() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
