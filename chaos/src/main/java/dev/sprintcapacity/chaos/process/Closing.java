package dev.sprintcapacity.chaos.process;

import dev.sprintcapacity.chaos.ChaosException;
import java.util.List;

/** Ends what belongs together. */
public final class Closing {
  private Closing() {}

  /**
   * Closes all parts, the first one first, and goes on behind one that fails.
   *
   * @throws ChaosException where some did not stop, with their failures
   */
  public static void all(List<? extends AutoCloseable> parts) {
    ChaosException failure = new ChaosException("some parts did not stop");
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        failure.addSuppressed(e);
      }
    }
    if (failure.getSuppressed().length > 0) {
      throw failure;
    }
  }
}
