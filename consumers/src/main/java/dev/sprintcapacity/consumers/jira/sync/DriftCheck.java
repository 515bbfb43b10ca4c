package dev.sprintcapacity.consumers.jira.sync;

import dev.sprintcapacity.consumers.jira.api.JiraClient;
import dev.sprintcapacity.consumers.jira.api.JiraSprint;
import dev.sprintcapacity.consumers.jira.api.SprintState;
import dev.sprintcapacity.consumers.jira.mapping.DesiredSprint;
import dev.sprintcapacity.consumers.jira.mapping.MappedSprint;
import dev.sprintcapacity.consumers.jira.mapping.MappingStore;
import dev.sprintcapacity.consumers.jira.mapping.SprintPlan;
import dev.sprintcapacity.consumers.jira.mapping.SprintStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Compares the mapping with the board, page by page, and changes nothing. What changes while it
 * looks is left out: the mapping is read before and after, and only rows that stayed are judged.
 */
public final class DriftCheck {

  private static final int PAGE = 500;

  private final DataSource dataSource;
  private final MappingStore store = new MappingStore();
  private final JiraBoard board;
  private final Clock clock;

  /**
   * Only remembers.
   *
   * @param dataSource of schema {@code jira}
   * @param jira read
   * @param boardId the board
   * @param clock dates the report
   */
  public DriftCheck(DataSource dataSource, JiraClient jira, long boardId, Clock clock) {
    this.dataSource = dataSource;
    this.board = new JiraBoard(jira, boardId);
    this.clock = clock;
  }

  /**
   * Looks once.
   *
   * @throws SQLException where the database fails
   * @throws dev.sprintcapacity.consumers.jira.api.JiraException where Jira cannot be read
   */
  public DriftReport run() throws SQLException {
    Map<String, MappedSprint> before = mapping();
    Map<Long, JiraSprint> there = new HashMap<>();
    board.first(sprint -> {
      there.put(sprint.id(), sprint);
      return false;
    });
    Map<String, MappedSprint> after = mapping();
    List<Drift> drifts = new ArrayList<>();
    int compared = 0;
    for (MappedSprint mapped : before.values()) {
      if (mapped.equals(after.get(mapped.desired().sprintId()))) {
        compared++;
        judge(mapped, there).ifPresent(drifts::add);
      }
    }
    strays(before, after, there, drifts);
    drifts.sort(Comparator.comparing(Drift::sprintId));
    return new DriftReport(clock.instant(), compared, drifts);
  }

  private Map<String, MappedSprint> mapping() throws SQLException {
    Map<String, MappedSprint> all = new TreeMap<>();
    try (Connection connection = dataSource.getConnection()) {
      String last = "";
      List<MappedSprint> page;
      do {
        page = store.after(connection, last, PAGE);
        for (MappedSprint mapped : page) {
          last = mapped.desired().sprintId();
          all.put(last, mapped);
        }
      } while (page.size() == PAGE);
    }
    return all;
  }

  private static Optional<Drift> judge(MappedSprint mapped, Map<Long, JiraSprint> there) {
    DesiredSprint desired = mapped.desired();
    if (!mapped.isApplied()) {
      return drift(
          Drift.Kind.PENDING,
          mapped,
          "event %d is wanted, %d was brought there"
              .formatted(desired.sequence(), mapped.appliedSequence()));
    }
    JiraSprint actual = mapped.jiraId().map(there::get).orElse(null);
    if (desired.status() == SprintStatus.DELETED) {
      return actual == null
          ? Optional.empty()
          : drift(Drift.Kind.LEFT_OVER, mapped, "deleted here, but it is there");
    }
    if (actual == null) {
      return drift(Drift.Kind.MISSING, mapped, "it is not on the board");
    }
    String differences = differences(desired, actual);
    return differences.isEmpty()
        ? Optional.empty()
        : drift(Drift.Kind.DIFFERENT, mapped, differences);
  }

  private static String differences(DesiredSprint desired, JiraSprint actual) {
    List<String> differences = new ArrayList<>();
    SprintPlan plan = desired.plan().orElseThrow();
    compare("name", JiraForm.name(plan.name()), actual.name(), differences);
    compare("start", JiraForm.time(plan.start()), time(actual.start()), differences);
    compare("end", JiraForm.time(plan.end()), time(actual.end()), differences);
    SprintState state = SprintSteps.stateOf(desired.status());
    compare("state", state, actual.state(), differences);
    return String.join("; ", differences);
  }

  private static Object time(Optional<Instant> time) {
    return time.<Object>map(known -> known).orElse("none");
  }

  private static void compare(String field, Object wanted, Object found, List<String> differences) {
    if (!wanted.equals(found)) {
      differences.add("%s is %s, not %s".formatted(field, found, wanted));
    }
  }

  private static void strays(
      Map<String, MappedSprint> before,
      Map<String, MappedSprint> after,
      Map<Long, JiraSprint> there,
      List<Drift> drifts) {
    for (JiraSprint sprint : there.values()) {
      Optional<String> marked = Marker.sprintIdIn(sprint.goal());
      if (marked.isEmpty()) {
        continue;
      }
      MappedSprint mapped = after.get(marked.get());
      boolean ours =
          mapped != null
              && (mapped.jiraId().equals(Optional.of(sprint.id()))
                  || !mapped.equals(before.get(marked.get()))
                  || mapped.intendedAt().isPresent());
      if (!ours) {
        drifts.add(
            new Drift(
                Drift.Kind.STRAY,
                marked.get(),
                Optional.of(sprint.id()),
                "its mark names a sprint that %s"
                    .formatted(mapped == null ? "is not known here" : "is another one there")));
      }
    }
  }

  private static Optional<Drift> drift(Drift.Kind kind, MappedSprint mapped, String detail) {
    return Optional.of(new Drift(kind, mapped.desired().sprintId(), mapped.jiraId(), detail));
  }
}
