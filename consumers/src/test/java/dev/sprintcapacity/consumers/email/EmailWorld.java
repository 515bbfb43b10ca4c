package dev.sprintcapacity.consumers.email;

import dev.sprintcapacity.consumer.KafkaEventConsumer;
import dev.sprintcapacity.consumers.email.delivery.MailStore;
import dev.sprintcapacity.consumers.email.team.SprintMails;
import dev.sprintcapacity.consumers.email.template.MailAddress;
import dev.sprintcapacity.consumers.email.template.MailWriter;
import dev.sprintcapacity.events.SprintCreated;
import dev.sprintcapacity.events.SprintFacts;
import dev.sprintcapacity.events.SprintUpdated;
import dev.sprintcapacity.events.TeamMember;
import dev.sprintcapacity.events.TeamMemberAdded;
import dev.sprintcapacity.events.TeamMemberUpdated;
import dev.sprintcapacity.testkit.ManualClock;
import dev.sprintcapacity.testkit.TestConsumer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;

/** The handlers of production on the engine of production, and people to write to. */
final class EmailWorld {

  static final String SPRINT = "sprint-1";

  static final TeamMember ALICE = aMember("alice", "Alice Johnson", "Developer");
  static final TeamMember BOB = aMember("bob", "Bob Smith", "Tester");
  static final TeamMember CHLOE = aMember("chloe", "Chloé Dubois", "Scrum Master");
  static final TeamMember DAVE = new TeamMember("dave", "Dave Brown", "Designer", null);

  private EmailWorld() {}

  static TeamMember aMember(String id, String name, String role) {
    return new TeamMember(id, name, role, id + "@example.com");
  }

  static TestConsumer consumer(DataSource dataSource) {
    ManualClock clock = new ManualClock();
    SprintMails handler = handler(clock);
    return TestConsumer.of(EmailConsumer.consumer(Map.of()), clock, 6)
        .registerWith(consumer -> register(consumer, dataSource, handler));
  }

  static SprintMails handler(ManualClock clock) {
    return new SprintMails(
        new MailStore(), new MailWriter(new MailAddress("sprints@example.com"), clock), clock);
  }

  static void register(KafkaEventConsumer consumer, DataSource dataSource, SprintMails handler) {
    EmailConsumer.register(consumer, dataSource, handler, () -> {});
  }

  static SprintFacts facts(int team, String start, String end) {
    return new SprintFacts(
        SPRINT,
        "Sprint 26-07",
        "26-07",
        team,
        LocalDate.parse(start),
        LocalDate.parse(end),
        10,
        new BigDecimal("90"));
  }

  static Function<String, SprintCreated> created(int team) {
    return id -> new SprintCreated(facts(team, "2026-11-30", "2026-12-11"));
  }

  static Function<String, SprintUpdated> moved(int team, String start, String end) {
    return id ->
        new SprintUpdated(facts(team, start, end), List.of(), List.of("start_date", "end_date"));
  }

  static Function<String, TeamMemberAdded> added(TeamMember... members) {
    return id -> new TeamMemberAdded(id, "Sprint 26-07", List.of(members));
  }

  static Function<String, TeamMemberUpdated> changed(TeamMember... members) {
    return id -> new TeamMemberUpdated(id, "Sprint 26-07", List.of(members));
  }
}
