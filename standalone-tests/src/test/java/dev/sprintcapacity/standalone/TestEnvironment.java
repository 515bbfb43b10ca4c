package dev.sprintcapacity.standalone;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Variables for a start that gets in nobody's way. */
final class TestEnvironment {

  private TestEnvironment() {}

  /** Data below the folder, ports that are free; what is given wins. */
  static Map<String, String> onFreePorts(Path folder, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("SPRINTCAP_DATA", folder.toString());
    environment.put("SPRINTCAP_HTTP_PORT", "0");
    environment.put("SPRINTCAP_KAFKA_PORT", "0");
    environment.putAll(more);
    return Map.copyOf(environment);
  }
}
