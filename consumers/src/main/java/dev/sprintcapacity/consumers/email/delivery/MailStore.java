package dev.sprintcapacity.consumers.email.delivery;

import dev.sprintcapacity.consumers.ConsumersException;
import dev.sprintcapacity.consumers.email.template.MailKind;
import dev.sprintcapacity.consumers.email.template.SafeText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The table {@code mail}: one row for each mail that was ever due. A row is {@code queued}, then
 * {@code sending} before anything is said to a server, then {@code sent}, {@code failed}, {@code
 * queued} again, or {@code in_doubt} where nobody knows. Every method works on the connection it is
 * given and commits nothing. Thread-safe.
 */
public final class MailStore {

  /** Longer reasons are cut: a server may say what it likes. */
  private static final int LONGEST_REASON = 500;

  private static final String QUEUE =
      """
      insert into mail
        (event_id, member_id, kind, sprint_id, address, message_id, content, state,
         next_attempt_at, queued_at)
      values (?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?)
      on conflict (event_id, member_id, kind) do nothing
      """;

  private static final String SKIP =
      """
      insert into mail
        (event_id, member_id, kind, sprint_id, state, reason, next_attempt_at, queued_at, done_at)
      values (?, ?, ?, ?, 'skipped', ?, ?, ?, ?)
      on conflict (event_id, member_id, kind) do nothing
      """;

  /**
   * Mails to one address go out in their order: one that waits holds up those behind it, and no
   * others.
   */
  private static final String CLAIM =
      """
      with next_mail as materialized (
        select candidate.mail_id
        from mail as candidate
        where candidate.state = 'queued'
          and candidate.next_attempt_at <= ?
          and not exists (
            select 1
            from mail as earlier
            where earlier.address = candidate.address
              and earlier.mail_id < candidate.mail_id
              and earlier.state in ('queued', 'sending')
          )
        order by candidate.mail_id
        limit 1
        for update skip locked
      )
      update mail as claimed
      set state = 'sending',
          attempts = claimed.attempts + 1,
          claim_id = nextval('mail_claim'),
          claimed_until = ?
      from next_mail
      where claimed.mail_id = next_mail.mail_id and claimed.state = 'queued'
      returning claimed.mail_id, claimed.claim_id, claimed.address, claimed.message_id,
        claimed.content, claimed.attempts, claimed.queued_at
      """;

  /** Whoever held the claim may still say how it ended, as long as nobody claimed it since. */
  private static final String END =
      """
      update mail
      set state = ?, reason = ?, done_at = ?, content = case when ? then null else content end
      where mail_id = ? and claim_id = ? and state in ('sending', 'in_doubt')
      """;

  private static final String PUT_BACK =
      """
      update mail
      set state = 'queued', reason = ?, next_attempt_at = ?, done_at = null
      where mail_id = ? and claim_id = ? and state in ('sending', 'in_doubt')
      """;

  private static final String REPEAT_ABANDONED =
      """
      update mail
      set state = 'queued', reason = 'its sender ended'
      where state = 'sending' and claimed_until < ?
      returning mail_id
      """;

  private static final String DOUBT_ABANDONED =
      """
      update mail
      set state = 'in_doubt', reason = 'its sender ended in the middle', done_at = ?
      where state = 'sending' and claimed_until < ?
      returning mail_id
      """;

  private static final String RELEASE =
      """
      update mail
      set state = 'queued', reason = 'released', next_attempt_at = ?, queued_at = ?, attempts = 0,
        claim_id = null, done_at = null
      where mail_id = ? and state in ('in_doubt', 'failed') and content is not null
      """;

  private static final String COUNT =
      """
      select state, count(mail_id) as mails from mail group by state
      """;

  /** Adds a mail, unless one of its event, member and kind is there; true where it was added. */
  public boolean queue(Connection connection, NewMail mail, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(QUEUE)) {
      statement.setObject(1, mail.eventId());
      statement.setString(2, mail.memberId());
      statement.setString(3, mail.kind().label());
      statement.setString(4, mail.sprintId());
      statement.setString(5, mail.address().text());
      statement.setString(6, mail.written().messageId());
      statement.setBytes(7, mail.written().content());
      statement.setObject(8, now.atOffset(ZoneOffset.UTC));
      statement.setObject(9, now.atOffset(ZoneOffset.UTC));
      return atMostOne(statement.executeUpdate());
    }
  }

  /** Notes that a mail was due and cannot be written; true where it was not noted before. */
  public boolean skip(
      Connection connection,
      UUID eventId,
      MailKind kind,
      String sprintId,
      String memberId,
      String reason,
      Instant now)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SKIP)) {
      statement.setObject(1, eventId);
      statement.setString(2, memberId);
      statement.setString(3, kind.label());
      statement.setString(4, sprintId);
      statement.setString(5, reason);
      statement.setObject(6, now.atOffset(ZoneOffset.UTC));
      statement.setObject(7, now.atOffset(ZoneOffset.UTC));
      statement.setObject(8, now.atOffset(ZoneOffset.UTC));
      return atMostOne(statement.executeUpdate());
    }
  }

  /** Takes the next mail whose time has come; nobody else gets it before the claim is over. */
  Optional<ClaimedMail> claim(Connection connection, Instant now, Instant until)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      statement.setObject(2, until.atOffset(ZoneOffset.UTC));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(claimed(row)) : Optional.empty();
      }
    }
  }

  /** False where somebody else decided about the mail since. */
  boolean sent(Connection connection, ClaimedMail mail, Instant now) throws SQLException {
    return end(connection, mail, "sent", "", now);
  }

  /** The same for a mail that no server will take. */
  boolean failed(Connection connection, ClaimedMail mail, String reason, Instant now)
      throws SQLException {
    return end(connection, mail, "failed", reason, now);
  }

  /** The same for a mail of which nobody knows whether it was taken. */
  boolean doubted(Connection connection, ClaimedMail mail, String reason, Instant now)
      throws SQLException {
    return end(connection, mail, "in_doubt", reason, now);
  }

  private static boolean end(
      Connection connection, ClaimedMail mail, String state, String reason, Instant now)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(END)) {
      statement.setString(1, state);
      statement.setString(2, shortened(reason));
      statement.setObject(3, now.atOffset(ZoneOffset.UTC));
      statement.setBoolean(4, state.equals("sent"));
      statement.setLong(5, mail.mailId());
      statement.setLong(6, mail.claimId());
      return atMostOne(statement.executeUpdate());
    }
  }

  /** Lets a mail that was certainly not taken wait for its next attempt. */
  boolean putBack(Connection connection, ClaimedMail mail, String reason, Instant nextAttempt)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PUT_BACK)) {
      statement.setString(1, shortened(reason));
      statement.setObject(2, nextAttempt.atOffset(ZoneOffset.UTC));
      statement.setLong(3, mail.mailId());
      statement.setLong(4, mail.claimId());
      return atMostOne(statement.executeUpdate());
    }
  }

  /** Queues again what a sender left when it ended; for deliveries that may be repeated. */
  List<Long> repeatAbandoned(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(REPEAT_ABANDONED)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      return mailIds(statement);
    }
  }

  /** Marks what a sender left when it ended, so that it is not sent again by itself. */
  List<Long> doubtAbandoned(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DOUBT_ABANDONED)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      statement.setObject(2, now.atOffset(ZoneOffset.UTC));
      return mailIds(statement);
    }
  }

  /** Queues a mail in doubt, or a failed one, again; false where it is neither. */
  public boolean release(Connection connection, long mailId, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(RELEASE)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      statement.setObject(2, now.atOffset(ZoneOffset.UTC));
      statement.setLong(3, mailId);
      return atMostOne(statement.executeUpdate());
    }
  }

  /** How many mails there are, over all instances since the beginning. */
  public MailCounts count(Connection connection) throws SQLException {
    MailCounts counts = MailCounts.ZERO;
    try (PreparedStatement statement = connection.prepareStatement(COUNT);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        counts = counts.plus(row.getString("state"), row.getLong("mails"));
      }
    }
    return counts;
  }

  private static List<Long> mailIds(PreparedStatement statement) throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        ids.add(row.getLong("mail_id"));
      }
    }
    return ids;
  }

  private static ClaimedMail claimed(ResultSet row) throws SQLException {
    return new ClaimedMail(
        row.getLong("mail_id"),
        row.getLong("claim_id"),
        row.getString("address"),
        row.getString("message_id"),
        row.getBytes("content"),
        row.getInt("attempts"),
        row.getObject("queued_at", OffsetDateTime.class).toInstant());
  }

  private static boolean atMostOne(int rows) {
    if (rows > 1) {
      throw new ConsumersException("%d mails were changed where one was meant".formatted(rows));
    }
    return rows == 1;
  }

  private static String shortened(String reason) {
    String line = SafeText.line(reason);
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON);
  }
}
