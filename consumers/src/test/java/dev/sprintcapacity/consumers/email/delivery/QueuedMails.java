package dev.sprintcapacity.consumers.email.delivery;

import dev.sprintcapacity.consumers.email.template.Letter;
import dev.sprintcapacity.consumers.email.template.MailAddress;
import dev.sprintcapacity.consumers.email.template.MailKind;
import dev.sprintcapacity.consumers.email.template.MailWriter;
import dev.sprintcapacity.events.EventType;
import dev.sprintcapacity.events.SprintFacts;
import dev.sprintcapacity.events.TeamMember;
import dev.sprintcapacity.testkit.ManualClock;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Puts mails into the table as handlers do. */
final class QueuedMails {

  private final DataSource dataSource;
  private final ManualClock clock;
  private int events;

  QueuedMails(DataSource dataSource, ManualClock clock) {
    this.dataSource = dataSource;
    this.clock = clock;
  }

  /** A welcome to each; a later call is a later event. */
  void to(String... names) throws SQLException {
    UUID event = UUID.nameUUIDFromBytes(("event " + events++).getBytes(StandardCharsets.UTF_8));
    MailWriter writer = new MailWriter(new MailAddress("sprints@example.com"), clock);
    try (Connection connection = dataSource.getConnection()) {
      for (String name : names) {
        Letter letter = letter(event, name);
        new MailStore()
            .queue(
                connection,
                new NewMail(
                    event,
                    letter.kind(),
                    letter.sprint().sprintId(),
                    name,
                    letter.address(),
                    writer.write(letter)),
                clock.instant());
      }
    }
  }

  private Letter letter(UUID event, String name) {
    TeamMember member = new TeamMember(name, name, "Developer", name + "@example.com");
    SprintFacts facts =
        new SprintFacts(
            "sprint-1",
            "Sprint 26-07",
            "26-07",
            1,
            LocalDate.of(2026, 11, 30),
            LocalDate.of(2026, 12, 11),
            10,
            new BigDecimal("90"));
    return new Letter(
        MailKind.WELCOME,
        event,
        EventType.TEAM_MEMBER_ADDED,
        clock.instant(),
        member,
        new MailAddress(name + "@example.com"),
        facts,
        1,
        List.of(member));
  }
}
