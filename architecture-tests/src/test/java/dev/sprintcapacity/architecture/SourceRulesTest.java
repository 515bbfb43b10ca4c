package dev.sprintcapacity.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules that only the text of a source shows. */
class SourceRulesTest {

  private static final Pattern CONCATENATED_SQL =
      Pattern.compile(
          "\"\\s*(select|insert into|update|delete from)\\b[^\"\\n]*\"\\s*\\+",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SELECT_STAR =
      Pattern.compile("\\bselect\\s+\\*\\s+from\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern DDL =
      Pattern.compile(
          "\\b(create|alter|drop)\\s+(table|index|trigger|type)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern HOME_FOLDER = Pattern.compile("(/home/|/root/|/Users/)\\w*");

  @Test
  void sql_is_written_whole_and_names_its_columns() {
    List<Path> sources = sourcesOf("postgres", "consumers", "service");

    assertThat(sources).isNotEmpty();
    assertThat(sources)
        .allSatisfy(file ->
            assertThat(Production.read(file))
                .as(file.toString())
                .doesNotContainPattern(CONCATENATED_SQL)
                .doesNotContainPattern(SELECT_STAR));
  }

  @Test
  void tables_are_made_by_migrations_alone() {
    assertThat(sourcesOf("domain", "events", "postgres", "consumers", "service", "standalone"))
        .allSatisfy(file ->
            assertThat(Production.read(file)).as(file.toString()).doesNotContainPattern(DDL));
    for (String module : List.of("postgres", "consumers")) {
      assertThat(
              Production.filesBelow(
                  Production.root().resolve(module).resolve("src/main/resources"), ".sql"))
          .isNotEmpty()
          .allSatisfy(
              file -> assertThat(file.getFileName().toString()).matches("V\\d{3}__[a-z_]+\\.sql"));
    }
  }

  @Test
  void no_file_names_a_folder_of_somebodys_machine() {
    Stream<Path> files =
        Stream.of(
                Production.sources("src", ".java"),
                Production.sources("src", ".sql"),
                Production.filesBelow(Production.root().resolve("docs"), ".md"))
            .flatMap(List::stream)
            .filter(file -> !file.endsWith("SourceRulesTest.java"));

    assertThat(files)
        .isNotEmpty()
        .allSatisfy(file ->
            assertThat(Production.read(file))
                .as(file.toString())
                .doesNotContainPattern(HOME_FOLDER));
  }

  private static List<Path> sourcesOf(String... modules) {
    return Stream.of(modules)
        .map(module -> Production.root().resolve(module).resolve("src/main/java"))
        .flatMap(folder -> Production.filesBelow(folder, ".java").stream())
        .toList();
  }
}
