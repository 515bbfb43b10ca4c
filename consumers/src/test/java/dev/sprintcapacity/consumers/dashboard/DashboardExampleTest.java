package dev.sprintcapacity.consumers.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.consumer.ConsumedEvent;
import dev.sprintcapacity.consumer.KafkaEventConsumer;
import dev.sprintcapacity.events.EventType;
import dev.sprintcapacity.events.TeamMemberUpdated;
import dev.sprintcapacity.testkit.SprintStory;
import dev.sprintcapacity.testkit.TestConsumer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The example of the documentation on use cases. */
class DashboardExampleTest {

  private static final class Updates {
    private final Channels channels;

    Updates(Channels channels) {
      this.channels = channels;
    }

    void register(KafkaEventConsumer consumer) {
      consumer.registerHandler("team_member.updated", this::pushUpdate);
    }

    private void pushUpdate(ConsumedEvent event) {
      TeamMemberUpdated update = event.data(TeamMemberUpdated.class);
      // notify all WebSocket clients watching this sprint
      channels.publish(
          DashboardMessage.of(EventType.TEAM_MEMBER_UPDATED, update.sprintId(), event.value()));
    }
  }

  @Test
  void the_founding_documents_update_is_pushed_to_those_who_watch_the_sprint()
      throws InterruptedException {
    Channels channels = new Channels();
    Subscriber watching = new Subscriber();
    Subscriber elsewhere = new Subscriber();
    channels.subscribe(watching, Channel.parse("sprint-123").orElseThrow());
    channels.subscribe(elsewhere, Channel.parse("sprint-124").orElseThrow());
    TestConsumer consumer =
        TestConsumer.of(
                KafkaEventConsumer.builder().topics("sprint.team-members").groupId("dashboard"))
            .registerWith(new Updates(channels)::register);

    consumer
        .deliver(SprintStory.of("sprint-123").created().membersAdded().membersUpdated().events())
        .runUntilDone();

    assertThat(watching.queue().take(Duration.ZERO))
        .startsWith("{\"type\":\"team_updated\",\"data\":{\"sprint_id\":\"sprint-123\",");
    assertThat(watching.queue().isEmpty()).isTrue();
    assertThat(elsewhere.queue().isEmpty()).isTrue();
  }

  @Test
  void the_documentation_shows_what_is_tested() throws IOException {
    Path root = Path.of(System.getProperty("sprintcap.root", "."));
    String page = Files.readString(root.resolve("docs/use-cases/dashboard.md"));
    int begin = page.indexOf("```java\n") + "```java\n".length();
    String shown = page.substring(begin, page.indexOf("```", begin));
    String source =
        Files.readString(
            root.resolve(
                "consumers/src/test/java/dev/sprintcapacity/consumers/dashboard/DashboardExampleTest.java"));

    assertThat(source.indent(-4)).contains(shown);
  }
}
