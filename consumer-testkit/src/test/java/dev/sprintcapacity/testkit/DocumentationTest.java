package dev.sprintcapacity.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documentation shows is compiled, and works. */
class DocumentationTest {
  @ParameterizedTest
  @ValueSource(strings = {"retry", "probe", "probed"})
  void an_example_of_the_documentation_is_compiled(String tag) throws IOException {
    Path root = Path.of(System.getProperty("sprintcap.root", "..")).toAbsolutePath();
    String source =
        Files.readString(
            root.resolve(
                "consumer-testkit/src/test/java/dev/sprintcapacity/testkit/TestingExample.java"));
    String begin = "// tag::%s[]\n".formatted(tag);
    int from = source.indexOf(begin) + begin.length();
    String example = source.substring(from, source.indexOf("// end::%s[]".formatted(tag), from));

    assertThat(Files.readString(root.resolve("docs/consumer/testing.md")))
        .contains(example.stripTrailing().stripIndent());
  }

  @Test
  void the_examples_work() {
    TestingExample examples = new TestingExample();

    examples.anEntryIsMadeAsSoonAsTheCalendarAnswers();
    examples.theCalendarIsIdempotent();
  }
}
