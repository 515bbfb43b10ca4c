package dev.sprintcapacity.events;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuntimeDependenciesTest {
  /** The major version of class files for Java 21. */
  private static final int JAVA_21 = 65;

  @Test
  void no_class_binds_data_or_reflects() throws IOException, URISyntaxException {
    assertThat(classFiles())
        .hasSizeGreaterThan(20)
        .allSatisfy(file ->
            assertThat(Files.readString(file, ISO_8859_1))
                .as(file.toString())
                .doesNotContain("tools/jackson/databind", "java/lang/reflect"));
  }

  @Test
  void services_on_java_21_can_load_every_class() throws IOException, URISyntaxException {
    assertThat(classFiles())
        .allSatisfy(file -> assertThat(Files.readAllBytes(file)[7]).isEqualTo((byte) JAVA_21));
  }

  private static List<Path> classFiles() throws IOException, URISyntaxException {
    Path classes =
        Path.of(EventEncoder.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(classes)) {
      return files.filter(file -> file.toString().endsWith(".class")).toList();
    }
  }
}
