package dev.sprintcapacity.chaos.effects;

import dev.sprintcapacity.chaos.ChaosException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the consumers have in their tables. Each call has a connection of its own. */
final class EffectTables {
  private static final String MAILS =
      """
      select event_id::text as event_id, member_id, kind, state, coalesce(message_id, '') as message_id
      from email.mail
      order by mail_id
      """;

  private static final String MAILS_DONE =
      """
      select count(*) as rows from email.mail where state not in ('queued', 'sending')
      """;

  private static final String MAILS_OPEN =
      """
      select (select count(*) from email.mail where state in ('queued', 'sending'))
        + (select count(*) from email.waiting) as rows
      """;

  private static final String MAIL_EVENTS =
      """
      select count(*) as rows from email.sprintcap_inbox
      """;

  private static final String FIGURES =
      """
      select concat_ws(' | ', figures.sprint_id, figures.sprint_name, figures.sprint_number,
          figures.state, figures.start_date, figures.end_date, figures.working_days,
          trim_scale(figures.confidence_percentage), figures.team_size,
          (select count(*) from analytics.sprint_event as event
            where event.sprint_id = figures.sprint_id)) as line
      from analytics.sprint_figures as figures
      order by figures.sprint_id
      """;

  private static final String ANALYTICS_EVENTS =
      """
      select count(*) as rows from analytics.sprint_event
      """;

  private final String jdbcUrl;

  /**
   * A mail that was due at some time.
   *
   * @param messageId empty where none was written
   */
  record Mail(String eventId, String memberId, String kind, String state, String messageId) {}

  EffectTables(String jdbcUrl) {
    this.jdbcUrl = jdbcUrl;
  }

  /** All mails that were ever due. */
  List<Mail> mails() {
    List<Mail> mails = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        PreparedStatement statement = connection.prepareStatement(MAILS);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        mails.add(
            new Mail(
                row.getString("event_id"),
                row.getString("member_id"),
                row.getString("kind"),
                row.getString("state"),
                row.getString("message_id")));
      }
      return mails;
    } catch (SQLException e) {
      throw new ChaosException("cannot read the mails", e);
    }
  }

  /** One line for each sprint that analytics knows. */
  List<String> figures() {
    List<String> lines = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        PreparedStatement statement = connection.prepareStatement(FIGURES);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        lines.add(row.getString("line"));
      }
      return lines;
    } catch (SQLException e) {
      throw new ChaosException("cannot read the figures", e);
    }
  }

  /** Mails about which all is decided. */
  long mailsDone() {
    return count(MAILS_DONE);
  }

  /** Mails that are still to be sent, or to be written. */
  long mailsOpen() {
    return count(MAILS_OPEN);
  }

  /** Events that the mails know of. */
  long mailEvents() {
    return count(MAIL_EVENTS);
  }

  /** Events that analytics knows of. */
  long analyticsEvents() {
    return count(ANALYTICS_EVENTS);
  }

  private long count(String sql) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong("rows");
    } catch (SQLException e) {
      throw new ChaosException("cannot count effects", e);
    }
  }
}
