package dev.sprintcapacity.benchmarks.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConsumerBenchmarkTest {

  /** Events each second and their spread, then how much of the raw loop that is. */
  private static final Pattern FIGURES =
      Pattern.compile("^\\| [^|]+ \\| [\\d,]+ \\([\\d,]+\\.\\.[\\d,]+\\) \\| \\d+\\.\\d\\d \\|");

  private static final String IN_ORDER = "| 0, 0 |";

  @Test
  void a_run_reports_every_contender_beside_the_raw_loop_and_what_was_not_won_first() {
    List<String> report = ConsumerBenchmark.run(Setup.QUICK);

    assertThat(report.getFirst()).startsWith("host: ").contains("cores", "load average");
    assertThat(report).anyMatch(line -> line.startsWith("cells not won: "));
    assertThat(report).anyMatch(line -> line.startsWith("aim, 0 ms, of the raw poll loop: "));
    assertThat(report).filteredOn(line -> line.contains("ms | events/s")).hasSize(2);
    for (String contender :
        List.of(
            "raw poll loop",
            "KafkaEventConsumer",
            "Confluent Parallel Consumer",
            "Spring Kafka, record listener")) {
      assertThat(report)
          .filteredOn(line -> line.startsWith("| " + contender))
          .as("rows of %s in%n%s", contender, String.join("\n", report))
          .hasSize(2)
          .allMatch(row -> FIGURES.matcher(row).find() && row.contains(IN_ORDER));
    }
  }
}
