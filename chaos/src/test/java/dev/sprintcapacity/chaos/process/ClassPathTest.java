package dev.sprintcapacity.chaos.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sprintcapacity.standalone.aot.AotCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {
  @TempDir private Path folder;

  @Test
  void children_start_from_the_cache_of_this_build() throws IOException {
    Optional<AotCache> built = AotCache.ofThisBuild();
    assumeThat(built).as("started from jars: with mvn verify").isPresent();
    AotCache cache = built.orElseThrow();

    String argument = ClassPath.argument(folder);

    assertThat(Files.readString(Path.of(argument.substring(1))))
        .contains("\"-XX:AOTCache=" + cache.file() + "\"")
        .contains("\"-cp\"\n\"" + cache.jars().getFirst());
  }
}
