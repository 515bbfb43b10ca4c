package dev.sprintcapacity.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged outlives the death of everything at once. */
class CrashTest {

  private static final int SPRINTS = 20;

  @TempDir private Path folder;

  @Test
  void sprints_and_their_events_survive_a_kill_of_the_whole_process_tree() {
    Map<String, String> environment = TestEnvironment.onFreePorts(folder.resolve("data"), Map.of());
    List<String> acknowledged = new ArrayList<>();
    try (UpProcess up = UpProcess.start(folder, environment).awaitGreeting();
        ApiClient api = new ApiClient(up.httpPort())) {
      for (int i = 1; i <= SPRINTS; i++) {
        acknowledged.add(api.createSprint("25-crash" + i));
      }
      up.kill();
    }

    try (UpProcess up = UpProcess.start(folder, environment).awaitGreeting();
        ApiClient api = new ApiClient(up.httpPort())) {
      assertThat(acknowledged).allSatisfy(id -> assertThat(api.sprint(id)).contains(id));
      assertThat(PublishedEvents.await(up.bootstrapServers(), 2 * SPRINTS))
          .containsExactlyInAnyOrderElementsOf(
              acknowledged.stream()
                  .flatMap(
                      id -> List.of(id + " 1 sprint.created", id + " 2 team_member.added").stream())
                  .toList());
    }
  }
}
