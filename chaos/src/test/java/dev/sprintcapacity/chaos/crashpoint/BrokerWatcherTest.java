package dev.sprintcapacity.chaos.crashpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BrokerWatcherTest {

  @Test
  void a_client_has_the_same_name_in_every_run_so_that_its_points_are_met_again() {
    assertThat(BrokerWatcher.ofAnyRun("consumer-dashboard-e82d4c1f-2d40-4692-aad9-62ffe8868c26-3"))
        .isEqualTo("consumer-dashboard-#-#");
    assertThat(BrokerWatcher.ofAnyRun("adminclient-12")).isEqualTo("adminclient-#");
    assertThat(BrokerWatcher.ofAnyRun("sprintcap-relay-sprintcap"))
        .isEqualTo("sprintcap-relay-sprintcap");
  }
}
