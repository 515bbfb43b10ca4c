package dev.sprintcapacity.benchmarks.consumer;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this JVM has used. Memory is counted where it happens, at platform threads, of which those
 * that carry virtual threads are some, and of those that ended too: so nothing is missing.
 */
final class Usage {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private Usage() {}

  /** Nanoseconds of all cores since the start of the JVM. */
  static long cpuNanos() {
    return PROCESS.getProcessCpuTime();
  }

  /** Bytes allocated since the start of the JVM. */
  static long bytes() {
    return THREADS.getTotalThreadAllocatedBytes();
  }
}
