package dev.sprintcapacity.consumers.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.testkit.Faults;
import dev.sprintcapacity.testkit.SprintStory;
import dev.sprintcapacity.testkit.TestConsumer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the documentation shows is compiled, and works. */
class AnalyticsExampleTest {

  @RegisterExtension static final AnalyticsDatabase database = new AnalyticsDatabase();

  @Test
  void the_example_inserts_a_row_for_each_sprint_once() throws SQLException {
    database.execute(
        """
        create table sprint_analytics (
          sprint_id text primary key, name text not null, team_size integer not null,
          created_at timestamptz not null)
        """);
    AnalyticsExample example = new AnalyticsExample(database.dataSource());
    TestConsumer consumer =
        TestConsumer.of(AnalyticsConsumer.settings(Map.of())).registerWith(example::register);

    consumer
        .deliver(
            Faults.interleaved(
                1, List.of(SprintStory.wholeLife("sprint-1"), SprintStory.wholeLife("sprint-2"))))
        .runUntilIdle();
    consumer.crash().deliver(SprintStory.wholeLife("sprint-1")).runUntilDone();

    assertThat(consumer.deadLetters()).isEmpty();
    assertThat(
            database.texts(
                """
                select concat_ws(' ', sprint_id, team_size, to_char(created_at at time zone 'UTC', 'HH24:MI'))
                from sprint_analytics order by sprint_id
                """))
        .containsExactly("sprint-1 2 12:01", "sprint-2 2 12:01");
  }

  @Test
  void the_example_of_the_documentation_is_the_one_that_works() throws IOException {
    Path root = Path.of(System.getProperty("sprintcap.root", "..")).toAbsolutePath();
    String source =
        Files.readString(
            root.resolve(
                "consumers/src/test/java/dev/sprintcapacity/consumers/analytics/AnalyticsExample.java"));
    String begin = "// tag::example[]\n";
    int from = source.indexOf(begin) + begin.length();
    String example = source.substring(from, source.indexOf("// end::example[]", from));

    assertThat(Files.readString(root.resolve("docs/use-cases/analytics.md")))
        .contains(example.stripTrailing().stripIndent());
  }
}
