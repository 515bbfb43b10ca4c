package dev.sprintcapacity.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents say only what is so: links resolve, guarantees name tests that exist. */
class DocumentsTest {

  private static final int MOST_README_LINES = 150;
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)#\\s]+)(#[^)]*)?\\)");
  private static final Pattern GUARANTEE_ROW =
      Pattern.compile("^\\| (G\\d+) \\|.*$", Pattern.MULTILINE);
  private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+Test)#(\\w+)`");

  @Test
  void links_between_documents_resolve() {
    List<String> dead = new ArrayList<>();
    int links = 0;
    for (Path document : documents()) {
      Matcher link = LINK.matcher(Production.read(document));
      while (link.find()) {
        String target = link.group(1);
        if (target.contains("://") || target.startsWith("mailto:")) {
          continue;
        }
        links++;
        if (!Files.exists(document.resolveSibling(target))) {
          dead.add(document + " -> " + target);
        }
      }
    }

    assertThat(links).as("links checked").isPositive();
    assertThat(dead).isEmpty();
  }

  @Test
  void each_guarantee_names_tests_that_exist() {
    String guarantees = Production.read(Production.root().resolve("docs/guarantees.md"));
    Set<String> tests = testMethods();

    List<String> rows =
        GUARANTEE_ROW.matcher(guarantees).results().map(row -> row.group()).toList();
    assertThat(rows).isNotEmpty();
    assertThat(rows)
        .allSatisfy(row -> {
          List<String> named =
              NAMED_TEST.matcher(row).results().map(m -> m.group(1) + "#" + m.group(2)).toList();
          assertThat(named).as(row).isNotEmpty();
          assertThat(tests).as(row).containsAll(named);
        });
  }

  @Test
  void readme_is_short_enough_to_be_read() {
    assertThat(Production.read(Production.root().resolve("README.md")).lines().count())
        .isLessThanOrEqualTo(MOST_README_LINES);
  }

  @Test
  void decisions_say_status_date_and_how_they_were_verified() {
    List<Path> decisions =
        Production.filesBelow(Production.root().resolve("docs/decisions"), ".md").stream()
            .filter(file -> !file.endsWith("README.md"))
            .toList();

    assertThat(decisions).isNotEmpty();
    assertThat(decisions)
        .allSatisfy(file ->
            assertThat(Production.read(file))
                .as(file.toString())
                .contains(
                    "Status:",
                    "Date:",
                    "## Context",
                    "## Options",
                    "## Decision",
                    "## How verified"));
    assertThat(decisions)
        .extracting(file -> file.getFileName().toString().substring(0, 4))
        .doesNotHaveDuplicates();
  }

  private static List<Path> documents() {
    try (Stream<Path> top = Files.list(Production.root())) {
      return Stream.concat(
              top.filter(file -> file.toString().endsWith(".md")).toList().stream(),
              Production.filesBelow(Production.root().resolve("docs"), ".md").stream())
          .toList();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException("cannot list the root folder", e);
    }
  }

  private static Set<String> testMethods() {
    Pattern method = Pattern.compile("(?:void|boolean) (\\w+)\\(");
    return Production.sources("src/test/java", "Test.java").stream()
        .flatMap(file -> {
          String name = file.getFileName().toString().replace(".java", "");
          return method.matcher(Production.read(file)).results().map(m -> name + "#" + m.group(1));
        })
        .collect(Collectors.toSet());
  }
}
