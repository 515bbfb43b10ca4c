package dev.sprintcapacity.chaos.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The API and its events without Kafka, in the processes of an installation. */
class BrokerOutageTest {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void without_its_broker_the_api_answers_as_before_and_everything_is_published_afterwards() {
    OutagePlan plan =
        OutageArguments.parse(List.of("--length=PT15S", "--before=PT8S", "--clients=6"))
            .plan(folder, System.out::println);

    OutageResult result = new Outage(plan).run();

    assertThat(result.without().count()).as(result.without().toString()).isGreaterThan(100);
    assertThat(result.without().count(200, 299))
        .as(result.without().toString())
        .isEqualTo(result.without().count());
    assertThat(result.keptLines()).isPositive();
    assertThat(result.arrived()).isGreaterThan(100);
    assertThat(result.heap().before()).isPositive();
    assertThat(result.heap().during()).isLessThan(2 * result.heap().before());
    assertThat(result.heap().after()).isLessThan(2 * result.heap().before());
    assertThat(result.judgement().clean()).as(result.judgement().last().line()).isTrue();
    assertThat(result.passed()).isTrue();
  }
}
