package dev.sprintcapacity.consumers.email.team;

import dev.sprintcapacity.consumers.ConsumersException;
import dev.sprintcapacity.consumers.email.template.MailKind;
import dev.sprintcapacity.events.EventType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * The table {@code waiting}: mails that are due and wait for what they say. Every method needs the
 * transaction of the event that is handled. Thread-safe.
 */
final class WaitingStore {

  /** Of other sprints, with each event: a bound on what one event has to do. */
  private static final int MOST_FORGOTTEN = 50;

  private static final String ADD =
      """
      insert into waiting
        (event_id, kind, member_id, sprint_id, event_type, event_sequence, event_time,
         waiting_since)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (event_id, kind, member_id) do nothing
      """;

  private static final String TAKE =
      """
      delete from waiting
      where sprint_id = ?
      returning event_id, kind, member_id, sprint_id, event_type, event_sequence, event_time
      """;

  private static final String FORGET =
      """
      with outdated as materialized (
        select event_id, kind, member_id
        from waiting
        where waiting_since < ?
        order by waiting_since
        limit ?
        for update skip locked
      )
      delete from waiting as forgotten
      using outdated
      where forgotten.event_id = outdated.event_id
        and forgotten.kind = outdated.kind
        and forgotten.member_id = outdated.member_id
      """;

  void add(Connection connection, List<DueMail> due, Instant now) throws SQLException {
    if (due.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      for (DueMail mail : due) {
        statement.setObject(1, mail.eventId());
        statement.setString(2, mail.kind().label());
        statement.setString(3, mail.memberId());
        statement.setString(4, mail.sprintId());
        statement.setString(5, mail.occasion().wireName());
        statement.setLong(6, mail.sequence());
        statement.setObject(7, mail.time().atOffset(ZoneOffset.UTC));
        statement.setObject(8, now.atOffset(ZoneOffset.UTC));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** All that waits for a sprint, which no longer waits then; in the order of the sprint. */
  List<DueMail> take(Connection connection, String sprintId) throws SQLException {
    List<DueMail> taken = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
      statement.setString(1, sprintId);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          taken.add(due(row));
        }
      }
    }
    taken.sort(
        Comparator.comparingLong(DueMail::sequence)
            .thenComparing(DueMail::kind)
            .thenComparing(DueMail::memberId));
    return taken;
  }

  /** Gives up what waits since before a time; how much that is. */
  int forget(Connection connection, Instant before) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
      statement.setObject(1, before.atOffset(ZoneOffset.UTC));
      statement.setInt(2, MOST_FORGOTTEN);
      return statement.executeUpdate();
    }
  }

  private static DueMail due(ResultSet row) throws SQLException {
    String type = row.getString("event_type");
    return new DueMail(
        row.getObject("event_id", UUID.class),
        MailKind.ofLabel(row.getString("kind")),
        row.getString("member_id"),
        row.getString("sprint_id"),
        EventType.fromWireName(type)
            .orElseThrow(() ->
                new ConsumersException(
                    "Table waiting has event type %s, which this version does not know: update it"
                        .formatted(type))),
        row.getLong("event_sequence"),
        row.getObject("event_time", OffsetDateTime.class).toInstant());
  }
}
