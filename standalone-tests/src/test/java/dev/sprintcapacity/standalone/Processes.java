package dev.sprintcapacity.standalone;

import java.util.List;

/** Processes that this JVM started, itself or through others. */
final class Processes {

  private Processes() {}

  /** One line for each that still runs. */
  static List<String> children() {
    return ProcessHandle.current()
        .descendants()
        .filter(ProcessHandle::isAlive)
        .map(child -> child.pid() + " " + child.info().commandLine().orElse("?"))
        .toList();
  }
}
