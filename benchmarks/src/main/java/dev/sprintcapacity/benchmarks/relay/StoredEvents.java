package dev.sprintcapacity.benchmarks.relay;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Events in the event table that nobody has published. */
final class StoredEvents {

  static final int VALUE_BYTES = 300;

  private static final int EVENTS_PER_SPRINT = 20;

  private static final String INSERT =
      """
      insert into event (sprint_id, sequence, event_id, type, topic, occurred_at, value)
      select 'sprint-' || :round || '-' || s, n, gen_random_uuid(), 'sprint.updated',
        'sprint.lifecycle', now(), convert_to(rpad('{"event_type":"sprint.updated"', :bytes, ' '), 'UTF8')
      from generate_series(1, :sprints) s, generate_series(1, :perSprint) n
      order by n, s
      """;

  private StoredEvents() {}

  /**
   * Adds events of new sprints, 20 of each, those of all sprints mixed.
   *
   * @param round part of the sprints' ids
   * @param events how many, a multiple of 20
   */
  static void add(DataSource source, int round, int events) {
    JdbcClient.create(source)
        .sql(INSERT)
        .param("round", round)
        .param("bytes", VALUE_BYTES)
        .param("sprints", events / EVENTS_PER_SPRINT)
        .param("perSprint", EVENTS_PER_SPRINT)
        .update();
  }
}
