package dev.sprintcapacity.consumers.email.team;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.consumer.ConsumedEvent;
import dev.sprintcapacity.consumer.HandlerContext;
import dev.sprintcapacity.consumer.HandlerResult;
import dev.sprintcapacity.consumer.inbox.TransactionalHandler;
import dev.sprintcapacity.consumers.email.delivery.MailStore;
import dev.sprintcapacity.consumers.email.delivery.NewMail;
import dev.sprintcapacity.consumers.email.template.Letter;
import dev.sprintcapacity.consumers.email.template.MailAddress;
import dev.sprintcapacity.consumers.email.template.MailKind;
import dev.sprintcapacity.consumers.email.template.MailWriter;
import dev.sprintcapacity.events.EventData;
import dev.sprintcapacity.events.TeamMember;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles an event in the transaction of its inbox: learns what it tells, and puts the mails it
 * makes due into the table of mails, or lets them wait until facts and team of the sprint are
 * known. Sends nothing itself. Thread-safe.
 */
public final class SprintMails implements TransactionalHandler {

  private static final Logger LOG = LoggerFactory.getLogger(SprintMails.class);

  private static final String SCRUM_MASTER = "Scrum Master";

  /** The other topic is seconds behind, not a day: what waits longer is no news any more. */
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private final SprintStore sprints = new SprintStore();
  private final WaitingStore waiting = new WaitingStore();
  private final MailStore mails;
  private final MailWriter writer;
  private final Clock clock;

  /** Queues into a table what a writer writes. */
  public SprintMails(MailStore mails, MailWriter writer, Clock clock) {
    this.mails = mails;
    this.writer = writer;
    this.clock = clock;
  }

  @Override
  public HandlerResult handle(Connection connection, ConsumedEvent event, HandlerContext context)
      throws SQLException {
    EventData data = Storable.data(event.data(EventData.class));
    KnownSprint before = sprints.lock(connection, data.sprintId());
    KnownSprint after = DueMails.after(before, data, context.sequence());
    sprints.save(connection, before, after);
    if (!context.replay()) {
      Instant now = clock.instant();
      UUID id = identity(context);
      waiting.add(
          connection, DueMails.of(before, data, id, context.sequence(), event.timestamp()), now);
      forgetOutdated(connection, now);
      if (after.isComplete()) {
        queue(connection, after, waiting.take(connection, after.sprintId()), now);
      }
    }
    return HandlerResult.done();
  }

  private void forgetOutdated(Connection connection, Instant now) throws SQLException {
    int forgotten = waiting.forget(connection, now.minus(LONGEST_WAIT));
    if (forgotten > 0) {
      LOG.warn(
          "{} mails waited more than {} for their sprint and are left out",
          forgotten,
          LONGEST_WAIT);
    }
  }

  private void queue(Connection connection, KnownSprint sprint, List<DueMail> due, Instant now)
      throws SQLException {
    Set<String> upToDate = new HashSet<>();
    due.stream()
        .filter(mail -> mail.kind() == MailKind.WELCOME)
        .forEach(mail -> upToDate.add(mail.memberId()));
    for (DueMail mail : due) {
      for (TeamMember recipient : recipients(sprint, mail, upToDate).toList()) {
        queue(connection, sprint, mail, recipient, now);
      }
    }
  }

  /**
   * Who of the team gets a mail. Whoever is welcomed now learns the dates as they are, and gets
   * neither invitation nor cancellation besides; nobody is welcomed to a sprint that is no more.
   */
  private static Stream<TeamMember> recipients(
      KnownSprint sprint, DueMail mail, Set<String> upToDate) {
    Stream<TeamMember> team = sprint.members().stream();
    return switch (mail.kind()) {
      case WELCOME ->
          team.filter(member -> member.id().equals(mail.memberId()) && !sprint.isDeleted());
      case SUMMARY -> team.filter(SprintMails::isScrumMaster);
      case RESCHEDULED ->
          team.filter(member -> !upToDate.contains(member.id()) && !sprint.isDeleted());
      case CANCELLED ->
          team.filter(member -> !isScrumMaster(member) && !upToDate.contains(member.id()));
    };
  }

  private static boolean isScrumMaster(TeamMember member) {
    return member.role().strip().equalsIgnoreCase(SCRUM_MASTER);
  }

  private void queue(
      Connection connection, KnownSprint sprint, DueMail mail, TeamMember recipient, Instant now)
      throws SQLException {
    Optional<MailAddress> address = Optional.ofNullable(recipient.email()).flatMap(MailAddress::of);
    if (address.isEmpty()) {
      String reason =
          recipient.email() == null ? "the member has no address" : "the address cannot be used";
      mails.skip(
          connection, mail.eventId(), mail.kind(), sprint.sprintId(), recipient.id(), reason, now);
      LOG.debug("No mail to member {}: {}", recipient.id(), reason);
      return;
    }
    KnownSprint.Facts facts = sprint.facts().orElseThrow();
    Letter letter =
        new Letter(
            mail.kind(),
            mail.eventId(),
            mail.occasion(),
            mail.time(),
            recipient,
            address.get(),
            facts.sprint(),
            Math.max(facts.sequence(), sprint.deletedSequence()),
            sprint.members());
    NewMail written =
        new NewMail(
            mail.eventId(),
            mail.kind(),
            sprint.sprintId(),
            recipient.id(),
            address.get(),
            writer.write(letter));
    if (!mails.queue(connection, written, now)) {
      LOG.debug("There is {} already", letter);
    }
  }

  /** The event's id; where a foreign record has none, its place. */
  private static UUID identity(HandlerContext context) {
    UUID id = context.id();
    if (id != null) {
      return id;
    }
    String place = context.topic() + '/' + context.partition() + '/' + context.offset();
    return UUID.nameUUIDFromBytes(place.getBytes(UTF_8));
  }
}
