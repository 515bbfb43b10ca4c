package dev.sprintcapacity.benchmarks.consumer;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this JVM has allocated. It is counted where it happens, at platform threads, of which those
 * that carry virtual threads are some, and of those that ended too: so nothing is missing.
 */
final class Allocation {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocation() {}

  /** Bytes since the start of the JVM. */
  static long bytes() {
    return THREADS.getTotalThreadAllocatedBytes();
  }
}
