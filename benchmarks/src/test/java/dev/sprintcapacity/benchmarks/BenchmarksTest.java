package dev.sprintcapacity.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.benchmarks.Benchmarks.Extent;
import dev.sprintcapacity.benchmarks.relay.Recovery;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BenchmarksTest {

  /** Long enough for one sample of everything; the figures mean nothing and are not looked at. */
  private static final Extent SHORTEST = new Extent(1, Duration.ofSeconds(1), 2_000);

  private static final Pattern RATIO = Pattern.compile("\\d+\\.\\d\\d(, p99 \\d+\\.\\d\\d)? \\|$");

  @Test
  void a_run_reports_every_figure_next_to_its_baseline() {
    List<String> report = Benchmarks.run(SHORTEST);

    assertThat(report.getFirst()).startsWith("host: ").contains("cores", "load average");
    assertThat(rows(report, "commit to consumer")).hasSize(2).allMatch(this::hasRatio);
    assertThat(rows(report, "relay drain")).hasSize(1).allMatch(this::hasRatio);
    assertThat(rows(report, "creates/s")).hasSize(3).allMatch(this::hasRatio);
    assertThat(rows(report, "`up`")).hasSize(2);
    assertThat(rows(report, "`serve`")).hasSize(1);
  }

  @Test
  void rebuilding_and_comparing_are_reported_next_to_their_baselines() {
    List<String> report = Recovery.report(2_000, 1);

    assertThat(rows(report, "rebuild-topic")).hasSize(1).allMatch(this::hasRatio);
    assertThat(rows(report, "reconcile")).hasSize(1).allMatch(this::hasRatio);
  }

  private boolean hasRatio(String row) {
    return RATIO.matcher(row).find();
  }

  private static List<String> rows(List<String> report, String what) {
    return report.stream().filter(line -> line.startsWith("| " + what)).toList();
  }
}
