package dev.sprintcapacity.examples;

import java.util.List;
import java.util.Map;

/** Environment variables of programs that a test starts. */
final class Surroundings {

  /** Variables of the build that would configure the programs behind the test's back. */
  private static final List<String> FOREIGN =
      List.of("SPRINTCAP_", "KAFKA_", "DATABASE_URL", "MAVEN_", "NODE_OPTIONS");

  private Surroundings() {}

  /** Adds variables, the JDK of the test among them, and takes foreign ones away. */
  static void put(Map<String, String> environment, Map<String, String> own) {
    environment.keySet().removeIf(key -> FOREIGN.stream().anyMatch(key::startsWith));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.putAll(own);
  }
}
