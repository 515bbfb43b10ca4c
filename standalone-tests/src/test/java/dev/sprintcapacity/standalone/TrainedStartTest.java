package dev.sprintcapacity.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sprintcapacity.standalone.aot.AotCache;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the build's training run has kept is what processes start from. */
class TrainedStartTest {

  @Test
  void classes_of_the_product_come_from_the_cache_of_this_build() throws IOException {
    assumeThat(AotCache.ofThisBuild()).as("started from jars: with mvn verify").isPresent();

    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // refuses to start without the cache
    line.addAll(List.of("-XX:AOTMode=on", "-Xlog:class+load"));
    line.addAll(AotCache.options(System.getProperty("java.class.path")));
    line.addAll(List.of(StandaloneApplication.class.getName(), "an argument it does not know"));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();

    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains(Standalone.class.getName() + " source: shared objects file")
        .contains("unknown argument");
  }
}
