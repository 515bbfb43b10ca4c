package dev.sprintcapacity.consumers.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.consumer.KafkaEventConsumer;
import dev.sprintcapacity.events.TeamMember;
import dev.sprintcapacity.events.TeamMemberAdded;
import dev.sprintcapacity.testkit.SprintStory;
import dev.sprintcapacity.testkit.TestConsumer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example of the documentation on use cases. */
class WelcomeExampleTest {

  /** Whatever sends mails. */
  private interface Mailer {
    void send(String to, String subject, String body);
  }

  private static final class WelcomeMails {
    private final Mailer mailer;

    WelcomeMails(Mailer mailer) {
      this.mailer = mailer;
    }

    void register(KafkaEventConsumer consumer) {
      consumer.on(TeamMemberAdded.class, this::sendWelcome);
    }

    private void sendWelcome(TeamMemberAdded event) {
      for (TeamMember member : event.teamMembers()) {
        if (member.email() != null) {
          mailer.send(
              member.email(),
              "Welcome to " + event.sprintName() + "!",
              "Hi " + member.name() + ", you've been added to " + event.sprintName());
        }
      }
    }
  }

  @Test
  void the_founding_documents_welcome_mail_is_sent() {
    List<String> sent = new ArrayList<>();
    WelcomeMails mails =
        new WelcomeMails((to, subject, body) -> sent.add(to + " | " + subject + " | " + body));
    TestConsumer consumer =
        TestConsumer.of(
                KafkaEventConsumer.builder().topics("sprint.team-members").groupId("welcome"))
            .registerWith(mails::register);

    consumer
        .deliver(
            SprintStory.of(EmailWorld.SPRINT)
                .then(EmailWorld.added(EmailWorld.ALICE, EmailWorld.DAVE))
                .events())
        .runUntilDone();

    assertThat(sent)
        .containsExactly(
            "alice@example.com | Welcome to Sprint 26-07! | Hi Alice Johnson, you've been added to Sprint 26-07");
  }

  @Test
  void the_documentation_shows_what_is_tested() throws IOException {
    Path root = Path.of(System.getProperty("sprintcap.root", "."));
    String page = Files.readString(root.resolve("docs/use-cases/email.md"));
    String shown =
        page.substring(page.indexOf("```java\n") + "```java\n".length(), page.lastIndexOf("```"));
    String source =
        Files.readString(
            root.resolve(
                "consumers/src/test/java/dev/sprintcapacity/consumers/email/WelcomeExampleTest.java"));

    assertThat(source.indent(-4)).contains(shown.substring(0, shown.lastIndexOf('}')));
  }
}
