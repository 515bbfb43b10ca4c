package dev.sprintcapacity.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code rebuild-topic} on the data folder of {@code up}. */
class RebuildTopicTest {

  @TempDir private Path folder;

  @Test
  void beside_up_on_a_broker_that_lost_its_disk_all_events_come_back_and_more_follow()
      throws IOException {
    publishAndLoseTheBroker();

    try (Standalone up = started();
        ApiClient api = new ApiClient(up.httpPort())) {
      api.createSprint("25-02");
      Map<String, String> kafka = Map.of("KAFKA_BOOTSTRAP_SERVERS", up.bootstrapServers());
      try (UpProcess rebuild = rebuild(kafka)) {
        assertThat(rebuild.exitStatus()).as(rebuild::err).isZero();
        assertThat(rebuild.out()).isEqualTo("REBUILT: 4 events in 2 topics\n");
      }
      api.createSprint("25-03");

      assertThat(PublishedEvents.await(up.bootstrapServers(), 6)).doesNotHaveDuplicates();
    }
  }

  @Test
  void where_up_does_not_run_it_starts_the_servers_and_leaves_none() throws IOException {
    List<String> before = publishAndLoseTheBroker();

    try (UpProcess rebuild = rebuild(Map.of())) {
      assertThat(rebuild.exitStatus()).as(rebuild::err).isZero();
      assertThat(rebuild.out()).isEqualTo("REBUILT: 2 events in 2 topics\n");
    }
    try (UpProcess again = rebuild(Map.of())) {
      assertThat(again.exitStatus()).isEqualTo(1);
      assertThat(again.out()).isEmpty();
      assertThat(again.err())
          .contains("sprintcap: nothing was rebuilt: topics ", "not empty", "--delete-topics");
    }
    try (UpProcess anew = rebuild(Map.of(), "--delete-topics")) {
      assertThat(anew.exitStatus()).as(anew::err).isZero();
      assertThat(anew.out()).isEqualTo("REBUILT: 2 events in 2 topics\n");
    }
    try (Standalone up = started()) {
      assertThat(PublishedEvents.await(up.bootstrapServers(), 2)).isEqualTo(before);
    }
  }

  @Test
  void what_it_does_not_understand_and_a_folder_without_data_are_said() {
    try (UpProcess unknown = rebuild(Map.of(), "--force")) {
      assertThat(unknown.exitStatus()).isEqualTo(2);
      assertThat(unknown.err())
          .startsWith("sprintcap: unknown argument '--force'")
          .contains("Usage: sprintcap rebuild-topic");
    }
    try (UpProcess help = rebuild(Map.of(), "--help")) {
      assertThat(help.exitStatus()).isZero();
      assertThat(help.out()).contains("--delete-topics", "Exit code:");
    }
    try (UpProcess nowhere = rebuild(Map.of())) {
      assertThat(nowhere.exitStatus()).isEqualTo(2);
      assertThat(nowhere.err()).contains("which database?", "SPRINTCAP_DATA");
      assertThat(nowhere.out()).isEmpty();
    }
  }

  /** One sprint is created and its two events are published; then Kafka's folder is gone. */
  private List<String> publishAndLoseTheBroker() throws IOException {
    List<String> events;
    try (Standalone up = started();
        ApiClient api = new ApiClient(up.httpPort())) {
      api.createSprint("25-01");
      events = PublishedEvents.await(up.bootstrapServers(), 2);
    }
    try (Stream<Path> files = Files.walk(data().resolve("kafka"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    return events;
  }

  private Standalone started() {
    Standalone standalone = new Standalone(TestEnvironment.onFreePorts(data(), Map.of()));
    standalone.start();
    return standalone;
  }

  private UpProcess rebuild(Map<String, String> more, String... arguments) {
    Map<String, String> environment = new HashMap<>(TestEnvironment.onFreePorts(data(), more));
    return UpProcess.start(RebuildApplication.class, folder, environment, arguments);
  }

  private Path data() {
    return folder.resolve("data");
  }
}
