package dev.sprintcapacity.consumer.inbox;

import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.consumer.EventHandler;
import dev.sprintcapacity.consumer.HandlerContext;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Remembers in the handler's own database, and in its own transaction, which events a group has
 * handled: mark and effect are committed together or not at all. So each event has its effect once,
 * however often it is delivered, to whichever member, whoever crashes when.
 *
 * <p>Two members with the same event: the second waits for the transaction of the first, and then
 * finds its mark, or takes its place where it was rolled back. A member that lost its partition and
 * goes on: its effects are left out where the group has handled the event or a later one of its key
 * and topic.
 *
 * <p>For PostgreSQL 15 and later, with the tables of {@link InboxTables}; at read committed, the
 * default, no call fails because of another one. At stricter levels the database may refuse with
 * SQL state 40001, which is to be retried.
 *
 * <p>To have all effects of a group again, for instance after its tables were emptied, remove its
 * rows from both tables of the inbox before its offsets are set back.
 *
 * <p>Safe for use by many threads, each with its own connection.
 *
 * @since 0.1.0
 */
public final class TransactionalInbox {
  /**
   * Takes the key, waits for whoever has it, raises its number, marks the event. Nothing is marked
   * where the number is not raised. Both parts are one statement, so one round trip.
   */
  private static final String CLAIM_IN_ORDER =
      """
      with fence as (
        insert into sprintcap_inbox_key as known
          (consumer_group, topic, event_key, last_sequence)
        values (?, ?, ?, ?)
        on conflict (consumer_group, topic, event_key) do update
          set last_sequence = excluded.last_sequence, handled_at = now()
          where known.last_sequence < excluded.last_sequence
        returning 1
      ), mark as (
        insert into sprintcap_inbox (consumer_group, event_id)
        select ?, ? from fence
        on conflict (consumer_group, event_id) do nothing
        returning 1
      )
      select exists (select 1 from fence) as is_next, exists (select 1 from mark) as is_first
      """;

  /** Raises the key's number where it is lower, for later events, and lets nothing depend on it. */
  private static final String CLAIM_AGAIN =
      """
      with fence as (
        insert into sprintcap_inbox_key as known
          (consumer_group, topic, event_key, last_sequence)
        values (?, ?, ?, ?)
        on conflict (consumer_group, topic, event_key) do update
          set last_sequence = excluded.last_sequence, handled_at = now()
          where known.last_sequence < excluded.last_sequence
      ), mark as (
        insert into sprintcap_inbox (consumer_group, event_id)
        values (?, ?)
        on conflict (consumer_group, event_id) do nothing
        returning 1
      )
      select true as is_next, exists (select 1 from mark) as is_first
      """;

  private static final String MARK =
      """
      insert into sprintcap_inbox (consumer_group, event_id)
      values (?, ?)
      on conflict (consumer_group, event_id) do nothing
      """;

  private static final String IS_MARKED =
      """
      select exists (
        select 1 from sprintcap_inbox where consumer_group = ? and event_id = ?
      ) as is_marked
      """;

  /** Materialized, so that the limit is applied once, whatever plan the join gets. */
  private static final String PRUNE_MARKS =
      """
      with outdated as materialized (
        select consumer_group, event_id
        from sprintcap_inbox
        where handled_at < now() - make_interval(secs => ?)
        order by handled_at
        limit ?
        for update skip locked
      )
      delete from sprintcap_inbox as mark
      using outdated
      where mark.consumer_group = outdated.consumer_group and mark.event_id = outdated.event_id
      """;

  /** Reads all keys, of which there are few: one per sprint, topic and group. */
  private static final String PRUNE_KEYS =
      """
      with outdated as materialized (
        select consumer_group, topic, event_key
        from sprintcap_inbox_key
        where handled_at < now() - make_interval(secs => ?)
        limit ?
        for update skip locked
      )
      delete from sprintcap_inbox_key as known
      using outdated
      where known.consumer_group = outdated.consumer_group
        and known.topic = outdated.topic
        and known.event_key = outdated.event_key
      """;

  /** Nothing to set: the group comes with each event. */
  public TransactionalInbox() {
    // stateless
  }

  /**
   * Makes an event handler of a transactional one: begins a transaction, asks {@link #claim}, calls
   * the handler where the event is the first of its kind, commits. An event that is not is skipped.
   * Anything but done and skip rolls the mark back with the effect, so that another attempt is a
   * first one again. Where the commit fails without an answer, the next attempt finds out whether
   * it took place.
   *
   * @param dataSource gives a connection per call; bound its pool, as keys run side by side
   * @param handler applies the effect
   * @return the handler to register
   */
  public EventHandler once(DataSource dataSource, TransactionalHandler handler) {
    return new InboxHandler(this, dataSource, handler);
  }

  /**
   * Claims an event for its effect, within the transaction of the connection. An event without
   * {@code ce_id} is known by its topic, partition and offset; one without key or {@code
   * ce_sequence} is never fenced. An event that is handled again on purpose ({@link
   * HandlerContext#replay}) is not fenced by later ones, but still handled once.
   *
   * @param connection in a transaction, auto-commit off
   * @param context of the event
   * @return whether to apply the effect
   * @throws SQLException where the database fails; roll back then
   * @throws ConsumerException where auto-commit is on, for the mark would outlive the effect
   */
  public InboxVerdict claim(Connection connection, HandlerContext context) throws SQLException {
    UUID id = identity(context);
    if (context.key() == null || context.sequence() == 0) {
      return firstTime(connection, context.group(), id)
          ? InboxVerdict.FIRST
          : InboxVerdict.DUPLICATE;
    }
    requireTransaction(connection);
    return claimInOrder(connection, context, context.key(), id);
  }

  private static InboxVerdict claimInOrder(
      Connection connection, HandlerContext context, String key, UUID id) throws SQLException {
    try (PreparedStatement claim =
        connection.prepareStatement(context.replay() ? CLAIM_AGAIN : CLAIM_IN_ORDER)) {
      claim.setString(1, context.group());
      claim.setString(2, context.topic());
      claim.setString(3, key);
      claim.setLong(4, context.sequence());
      claim.setString(5, context.group());
      claim.setObject(6, id, Types.OTHER);
      try (ResultSet row = claim.executeQuery()) {
        requireRow(row);
        if (row.getBoolean("is_first")) {
          return InboxVerdict.FIRST;
        }
        if (row.getBoolean("is_next")) {
          return InboxVerdict.DUPLICATE;
        }
      }
    }
    return isMarked(connection, context.group(), id) ? InboxVerdict.DUPLICATE : InboxVerdict.FENCED;
  }

  /**
   * Marks an event by its id alone, within the transaction of the connection.
   *
   * @param connection in a transaction, auto-commit off
   * @param group the consumer group
   * @param id the event's id
   * @return whether the group had not marked it
   * @throws SQLException where the database fails; roll back then
   * @throws ConsumerException where auto-commit is on
   */
  public boolean firstTime(Connection connection, String group, UUID id) throws SQLException {
    requireTransaction(connection);
    try (PreparedStatement mark = connection.prepareStatement(MARK)) {
      mark.setString(1, group);
      mark.setObject(2, id, Types.OTHER);
      return mark.executeUpdate() == 1;
    }
  }

  private static boolean isMarked(Connection connection, String group, UUID id)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(IS_MARKED)) {
      statement.setString(1, group);
      statement.setObject(2, id, Types.OTHER);
      try (ResultSet row = statement.executeQuery()) {
        requireRow(row);
        return row.getBoolean("is_marked");
      }
    }
  }

  private static void requireTransaction(Connection connection) throws SQLException {
    if (connection.getAutoCommit()) {
      throw new ConsumerException(
          "the inbox needs a transaction, but auto-commit is on: call setAutoCommit(false)");
    }
  }

  private static void requireRow(ResultSet row) throws SQLException {
    if (!row.next()) {
      throw new ConsumerException(
          "the inbox got no row where there must be one: is it PostgreSQL?");
    }
  }

  /**
   * Removes marks, and keys without an event, that are older than an age, a bounded number of each;
   * of all groups. Call it until it returns 0, or now and then; rows that others hold are passed
   * over. An event that is delivered again after its mark is gone has its effect again, unless a
   * later one of its key still fences it: so let the age be longer than an event can stay undone
   * and come again, which is the retention of its topics, or of dead letters that are redriven.
   * Ages are by the database's clock.
   *
   * @param connection is left in its transaction, if it is in one
   * @param age above 0
   * @param atMost rows of each table, at least 1
   * @return rows removed
   * @throws SQLException where the database fails
   */
  public int prune(Connection connection, Duration age, int atMost) throws SQLException {
    if (!age.isPositive() || atMost < 1) {
      throw new ConsumerException(
          "the inbox is pruned of at least 1 row older than more than 0, but asked are %d rows older than %s"
              .formatted(atMost, age));
    }
    int removed = 0;
    for (String sql : new String[] {PRUNE_MARKS, PRUNE_KEYS}) {
      try (PreparedStatement prune = connection.prepareStatement(sql)) {
        prune.setDouble(1, age.toMillis() / 1000.0);
        prune.setInt(2, atMost);
        removed += prune.executeUpdate();
      }
    }
    return removed;
  }

  private static UUID identity(HandlerContext context) {
    @Nullable UUID id = context.id();
    if (id != null) {
      return id;
    }
    String place = context.topic() + '/' + context.partition() + '/' + context.offset();
    return Objects.requireNonNull(UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8)));
  }
}
