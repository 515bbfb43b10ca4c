package dev.sprintcapacity.service.relay.checks;

import dev.sprintcapacity.postgres.eventlog.ComparedEvent;
import dev.sprintcapacity.postgres.eventlog.LogCondition;
import dev.sprintcapacity.postgres.eventlog.LogCursor;
import dev.sprintcapacity.postgres.eventlog.LogIdentity;
import dev.sprintcapacity.postgres.eventlog.PublishedBatch;
import dev.sprintcapacity.postgres.eventlog.PublishedEvent;
import dev.sprintcapacity.service.relay.ports.LogConnection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at the event log before the first publication of a connection: whether it is protected,
 * whether it is the system that was published from, whether the ends of the topics agree with its
 * rows. Each question has a reason to refuse as its answer, or none; what is no reason to stop, but
 * one to look, becomes an alarm. Used by one thread.
 */
public final class LogInspection {

  private static final String WHAT_TO_DO =
      " Nothing is published until this is settled: connect the database that was published from, or"
          + " bring its rows back; or, to delete the topics and publish everything in this one anew, run"
          + " ./sprintcap rebuild-topic --delete-topics.";

  private static final String WHAT_TO_DO_ABOUT_KAFKA =
      " Nothing is published until this is settled: connect the Kafka that was published to, or bring"
          + " its data back; or, to publish the event log again into fresh topics, run ";

  private static final String GRANT =
      "run: grant execute on function pg_control_system() to the role";

  private final LogConnection log;
  private final Set<String> alarms = new LinkedHashSet<>();

  /**
   * An inspection that has asked nothing yet.
   *
   * @param log the session that will read the log
   */
  public LogInspection(LogConnection log) {
    this.log = log;
  }

  /** What a person should look at; complete once everything was asked. */
  public List<String> alarms() {
    return List.copyOf(alarms);
  }

  /**
   * Whether the event table is as the migrations made it, and commits are durable. Asked in a
   * session of its own: settings of roles and databases show in new sessions only, as in those of
   * writers.
   *
   * @throws dev.sprintcapacity.postgres.PostgresException where the database fails
   */
  public Optional<String> guards() {
    LogCondition condition = log.condition();
    alarms.addAll(condition.alarms());
    return condition.breaches().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The event log is not protected: %s."
                .formatted(String.join("; ", condition.breaches())));
  }

  /**
   * Whether this is the log that a cursor was made from, and it still holds what was published.
   *
   * @param published the log that the cursor was made from
   * @param cursor how far it was published
   * @param lastBatch what was published last
   * @param connected the log of the session
   * @throws dev.sprintcapacity.postgres.PostgresException where the database fails
   */
  public Optional<String> cursor(
      LogIdentity published, LogCursor cursor, PublishedBatch lastBatch, LogIdentity connected) {
    if (!published.isSameLogAs(connected)) {
      String problem =
          "The relay's cursor belongs to another database: cursor %s, connected %s."
              .formatted(published, connected);
      // topics of another log are not this one's to delete
      return published.logId().equals(connected.logId())
          ? unfit(problem)
          : Optional.of(
              problem
                  + " Nothing is published until this is settled: connect the database that the"
                  + " cursor belongs to, or the Kafka that belongs to this database.");
    }
    long xmax = log.currentXmax();
    if (cursor.xmax() > xmax) {
      return unfit(
          "The database is behind what was published: the cursor knows transactions up to %d, the database only up to %d; it was probably restored from a backup."
              .formatted(cursor.xmax() - 1, xmax - 1));
    }
    if (!log.holds(lastBatch)) {
      return unfit(
          "The database does not hold the events that were published last, %s; it was probably restored from a backup."
              .formatted(lastBatch));
    }
    return Optional.empty();
  }

  /**
   * Whether this is the database system, and the timeline, that was published from.
   *
   * @param connected the log of the session
   * @param published the log that the cursor was made from, where there is a cursor
   */
  public Optional<String> system(LogIdentity connected, Optional<LogIdentity> published) {
    if (connected.systemIdentifier().isEmpty()) {
      if (published.filter(each -> each.systemIdentifier().isPresent()).isPresent()) {
        return Optional.of(
            "It cannot be told whether this is the database of the relay's cursor, as this role may not read the identifier of the database system: "
                + GRANT
                + ".");
      }
      alarms.add(
          "this role may not read the identifier of the database system, so that a copy on another server cannot be told from the original; "
              + GRANT);
    }
    int before = published.map(LogIdentity::timeline).orElse(connected.timeline());
    if (before > connected.timeline()) {
      return unfit(
          "The database is on timeline %d, events were published from timeline %d: this is a primary that was replaced, or an older backup."
              .formatted(connected.timeline(), before));
    }
    if (before < connected.timeline()) {
      alarms.add(
          "the database went from timeline %d to %d: a stand-by was promoted or a backup restored; it holds the events that were published last, but see whether later ones are missing"
              .formatted(before, connected.timeline()));
    }
    return Optional.empty();
  }

  /**
   * Whether the last events in the topics are in the log as they were published, and the cursor
   * stands for all of them.
   *
   * @param tail the last events in the topics
   * @param shared whether another relay publishes to the topics too
   * @param cursor how far the log is published; none where it never was
   * @throws dev.sprintcapacity.postgres.PostgresException where the database fails
   */
  public Optional<String> tail(
      List<PublishedEvent> tail, boolean shared, Optional<LogCursor> cursor) {
    List<PublishedEvent> unknown = new ArrayList<>();
    for (ComparedEvent each : log.compare(tail, cursor.orElseGet(LogCursor::start))) {
      Optional<String> problem =
          switch (each.match()) {
            case SAME -> Optional.empty();
            case UNKNOWN_SPRINT -> {
              unknown.add(each.event());
              yield Optional.empty();
            }
            case BEYOND_CURSOR ->
                cursor.isPresent()
                    ? unfit(
                        "The topics hold events that the relay's cursor does not know, for instance %s: the cursor is an older one, and they would be published again."
                            .formatted(each.event()))
                    : unfit(
                        "The topics hold events of this database, for instance %s, but there is no cursor: it was lost, or the relay got another name."
                            .formatted(each.event()));
            case OTHER_EVENT ->
                unfit(
                    "The database holds another event in the place of %s, which was published: it was restored from a backup and written to again."
                        .formatted(each.event()));
            case MISSING ->
                unfit(
                    "The database does not hold %s, which was published: its row was removed, or the database restored from a backup."
                        .formatted(each.event()));
            case ALTERED ->
                unfit(
                    "The row of %s is not what was published: it was changed afterwards."
                        .formatted(each.event()));
          };
      if (problem.isPresent()) {
        return problem;
      }
    }
    if (!unknown.isEmpty() && !shared) {
      alarms.add(
          "the topics hold %d events of sprints that are not in this database, for instance %s: their rows were removed, or another database publishes there; compare the table with the topics"
              .formatted(unknown.size(), unknown.getLast()));
    }
    return Optional.empty();
  }

  /**
   * Why a log without a cursor must not be published from its beginning: it was published before.
   * To be asked after {@link #tail}.
   *
   * @param clusterId the Kafka cluster that is connected
   * @param relayName the relay that is about to publish
   * @throws dev.sprintcapacity.postgres.PostgresException where the database fails
   */
  public Optional<String> earlierPublication(String clusterId, String relayName) {
    return log.knownPublication(clusterId, relayName)
        .map(known ->
            "The event log was published to Kafka cluster %s by relay %s, known since %s, but the connected cluster %s holds neither its events nor its cursor: Kafka lost them, or it is another one.%s./sprintcap rebuild-topic."
                .formatted(
                    known.clusterId(),
                    known.relayName(),
                    known.since(),
                    clusterId,
                    WHAT_TO_DO_ABOUT_KAFKA));
  }

  /** Why nothing must be published behind an event that is gone from its topic. */
  public static String lost(PublishedEvent lost) {
    return "Kafka has lost events: %s was published, but topic %s does not hold it any more.%s./sprintcap rebuild-topic --delete-topics."
        .formatted(lost, lost.topic(), WHAT_TO_DO_ABOUT_KAFKA);
  }

  private static Optional<String> unfit(String problem) {
    return Optional.of(problem + WHAT_TO_DO);
  }
}
