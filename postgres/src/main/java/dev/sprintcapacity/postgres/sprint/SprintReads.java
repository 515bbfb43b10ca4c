package dev.sprintcapacity.postgres.sprint;

import dev.sprintcapacity.domain.Limits;
import dev.sprintcapacity.domain.calendar.DateRange;
import dev.sprintcapacity.domain.sprint.Sprint;
import dev.sprintcapacity.domain.sprint.SprintId;
import dev.sprintcapacity.domain.sprint.SprintNumber;
import dev.sprintcapacity.domain.sprint.SprintStatus;
import dev.sprintcapacity.postgres.PostgresException;
import dev.sprintcapacity.postgres.PostgresFailures;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The queries of {@link SprintStore}. */
final class SprintReads {

  /** A page ends early once its documents reach this, so that a page always fits into memory. */
  static final int MOST_BYTES_PER_PAGE = 8 * 1024 * 1024;

  /** Before every id and behind every date that a sprint can have. */
  private static final String FIRST_ID = "";

  private static final String BEFORE_ALL_DATES = "-infinity";
  private static final String AFTER_ALL_DATES = "infinity";

  /** A date that no sprint has; later ones select the same, and the server could not read all. */
  private static final LocalDate BEHIND_ALL_DATES = Limits.LAST_DATE.plusDays(1);

  private static final String FIND =
      """
      select s.id, s.number, s.version, s.last_sequence, s.start_date, s.end_date, s.created_at,
        s.updated_at, s.status, s.document
      from sprint s
      where s.id = :id
      """;

  private static final String LOCK =
      """
      select s.id, s.number, s.version, s.last_sequence, s.start_date, s.end_date, s.created_at,
        s.updated_at, s.status, s.document
      from sprint s
      where s.id = :id
      for update
      """;

  /**
   * A sprint that ends by a day starts before it: said twice, so that both bounds limit what is
   * read of the index.
   */
  private static final String PAGE =
      """
      select c.id, c.number, c.version, c.last_sequence, c.start_date, c.end_date, c.created_at,
        c.updated_at, c.status, c.document, c.candidates
      from (
        select n.id, n.number, n.version, n.last_sequence, n.start_date, n.end_date, n.created_at,
          n.updated_at, n.status, n.document,
          count(*) over () as candidates,
          sum(octet_length(n.document)) over (order by n.start_date desc, n.id desc)
            - octet_length(n.document) as bytes_before
        from (
          select s.id, s.number, s.version, s.last_sequence, s.start_date, s.end_date,
            s.created_at, s.updated_at, s.status, s.document
          from sprint s
          where (s.start_date, s.id) < (:after_date::date, :after_id)
            and s.start_date >= :starting_from::date
            and s.start_date < :ending_by::date
            and s.end_date <= :ending_by::date
            and s.status = any(:statuses::text[])
          order by s.start_date desc, s.id desc
          limit :limit + 1
        ) n
      ) c
      where c.bytes_before < :most_bytes
      order by c.start_date desc, c.id desc
      limit :limit
      """;

  private final JdbcClient jdbc;

  SprintReads(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<StoredSprint> find(SprintId id) {
    return PostgresFailures.translating(
        "find sprint " + id.value(),
        () -> jdbc.sql(FIND).param("id", id.value()).query((row, _) -> stored(row)).optional());
  }

  Optional<StoredSprint> lock(SprintId id) {
    return PostgresFailures.translating(
        "lock sprint " + id.value(),
        () -> jdbc.sql(LOCK).param("id", id.value()).query((row, _) -> stored(row)).optional());
  }

  SprintPage page(SprintFilter filter, @Nullable SprintCursor after, int limit, int mostBytes) {
    long[] candidates = new long[1];
    List<StoredSprint> sprints =
        PostgresFailures.translating(
            "list sprints",
            () ->
                bindPage(filter, after)
                    .param("limit", limit)
                    .param("most_bytes", mostBytes)
                    .query((row, _) -> {
                      candidates[0] = row.getLong("candidates");
                      return stored(row);
                    })
                    .list());
    return new SprintPage(sprints, candidates[0] > sprints.size() ? cursorBehind(sprints) : null);
  }

  private StatementSpec bindPage(SprintFilter filter, @Nullable SprintCursor after) {
    return jdbc.sql(PAGE)
        .param("after_date", after == null ? AFTER_ALL_DATES : after.startDate().toString())
        .param("after_id", after == null ? FIRST_ID : after.id().value())
        .param("starting_from", orElse(filter.startingFrom(), BEFORE_ALL_DATES))
        .param("ending_by", orElse(filter.endingBy(), AFTER_ALL_DATES))
        .param("statuses", labels(filter.status()));
  }

  private static SprintCursor cursorBehind(List<StoredSprint> sprints) {
    Sprint last = sprints.getLast().sprint();
    return new SprintCursor(last.plan().dates().first(), last.id());
  }

  private static String orElse(@Nullable LocalDate date, String otherwise) {
    if (date == null) {
      return otherwise;
    }
    LocalDate atLeast = date.isBefore(Limits.FIRST_DATE) ? Limits.FIRST_DATE : date;
    return (atLeast.isAfter(BEHIND_ALL_DATES) ? BEHIND_ALL_DATES : atLeast).toString();
  }

  private static String[] labels(@Nullable SprintStatus status) {
    return Arrays.stream(SprintStatus.values())
        .filter(each -> status == null || each == status)
        .map(SprintStatus::label)
        .toArray(String[]::new);
  }

  private static StoredSprint stored(ResultSet row) throws SQLException {
    SprintColumns columns =
        new SprintColumns(
            new SprintId(row.getString("id")),
            new SprintNumber(row.getString("number")),
            new DateRange(
                row.getObject("start_date", LocalDate.class),
                row.getObject("end_date", LocalDate.class)),
            status(row.getString("status")),
            instant(row, "created_at"),
            instant(row, "updated_at"));
    return new StoredSprint(
        SprintDocumentReader.read(columns, row.getBytes("document")),
        row.getLong("version"),
        row.getLong("last_sequence"));
  }

  private static SprintStatus status(String label) {
    return SprintStatus.fromLabel(label)
        .orElseThrow(() ->
            new PostgresException(
                "Table sprint holds the status \"%s\", which this version does not know: run the version that wrote it"
                    .formatted(label)));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
