package dev.sprintcapacity.chaos.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What to run in a JVM of its own, with the class path of this one.
 *
 * @param name short name for logs and files
 * @param mainClass the class with the main method
 * @param jvmOptions options of the JVM
 * @param arguments of the main method
 * @param environment variables to set; of this JVM's own those that configure the product are left
 *     out
 * @param folder where output files go
 */
public record JavaCommand(
    String name,
    String mainClass,
    List<String> jvmOptions,
    List<String> arguments,
    Map<String, String> environment,
    Path folder) {

  /** A small heap and quick compilation: children live for seconds and share two cores. */
  public static final List<String> SMALL_JVM =
      List.of(
          "-Xms64m",
          "-Xmx192m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "--enable-native-access=ALL-UNNAMED");

  /** Copies the collections. */
  public JavaCommand {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(mainClass, "mainClass");
    Objects.requireNonNull(folder, "folder");
    jvmOptions = List.copyOf(jvmOptions);
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }
}
