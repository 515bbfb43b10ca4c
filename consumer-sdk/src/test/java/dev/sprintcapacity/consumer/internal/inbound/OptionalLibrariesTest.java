package dev.sprintcapacity.consumer.internal.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.consumer.schema.ShippedSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The consumer on a class path without the libraries that are optional. */
class OptionalLibrariesTest {
  private static final List<String> OPTIONAL = List.of("com.networknt.", "io.micrometer.");

  /** The two classes that are for those who have the library. */
  private static final List<String> NEED_A_LIBRARY =
      List.of("JsonSchemaValidator", "ConsumerMeters");

  @Test
  void every_other_class_can_be_linked_without_them() throws Exception {
    try (URLClassLoader bare = withoutOptionalLibraries()) {
      for (String name : classesOfThisModule()) {
        Class<?> loaded = Class.forName(name, true, bare);

        assertThat(loaded.getClassLoader()).isSameAs(bare);
        assertThat(loaded.getDeclaredMethods()).isNotNull();
        assertThat(loaded.getDeclaredFields()).isNotNull();
      }
    }
  }

  @Test
  void without_the_validator_library_there_is_no_validator_and_no_failure() throws Exception {
    assertThat(ShippedSchemas.validator()).isPresent();
    try (URLClassLoader bare = withoutOptionalLibraries()) {
      Object validator =
          Class.forName(ShippedSchemas.class.getName(), true, bare)
              .getMethod("validator")
              .invoke(null);

      assertThat(validator).isEqualTo(Optional.empty());
    }
  }

  @Test
  void the_libraries_really_are_absent_in_this_test() throws IOException {
    try (URLClassLoader bare = withoutOptionalLibraries()) {
      for (String name :
          List.of(
              "com.networknt.schema.SchemaRegistry",
              "io.micrometer.core.instrument.MeterRegistry")) {
        assertThatThrownBy(() -> Class.forName(name, true, bare))
            .isInstanceOf(ClassNotFoundException.class);
      }
    }
  }

  private static List<String> classesOfThisModule() throws IOException, URISyntaxException {
    Path root =
        Path.of(EventChecks.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(root)) {
      List<String> names =
          files
              .map(file -> root.relativize(file).toString())
              .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
              .map(file -> file.replace(".class", "").replace('/', '.').replace('\\', '.'))
              .filter(name -> NEED_A_LIBRARY.stream().noneMatch(name::contains))
              .toList();
      assertThat(names).hasSizeGreaterThan(50);
      return names;
    }
  }

  private static URLClassLoader withoutOptionalLibraries() {
    URL[] classPath =
        Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1))
            .map(OptionalLibrariesTest::url)
            .toArray(URL[]::new);
    return new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader()) {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (OPTIONAL.stream().anyMatch(name::startsWith)) {
          throw new ClassNotFoundException(name + " is hidden");
        }
        return super.findClass(name);
      }
    };
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
