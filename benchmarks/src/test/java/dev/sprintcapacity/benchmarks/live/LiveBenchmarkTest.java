package dev.sprintcapacity.benchmarks.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveBenchmarkTest {

  @Test
  void a_short_run_reports_latencies_of_every_delivery_beside_their_baseline() {
    List<String> report =
        new LiveBenchmark().run(new LiveBenchmark.Extent(20, 5, Duration.ofSeconds(1), 1));

    assertThat(report.getFirst()).startsWith("host: ");
    assertThat(report)
        .filteredOn(line -> line.startsWith("| request to each of 20 clients"))
        .singleElement()
        .asString()
        .contains("(100 samples); 0 dropped", "plain sockets")
        .containsPattern("p50 \\d+\\.\\d\\d, p99 \\d+\\.\\d\\d \\|$");
    assertThat(report).anyMatch(line -> line.matches("20 clients connected: service \\d+ MiB.*"));
  }
}
