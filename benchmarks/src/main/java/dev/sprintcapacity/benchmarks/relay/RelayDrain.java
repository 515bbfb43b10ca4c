package dev.sprintcapacity.benchmarks.relay;

import dev.sprintcapacity.benchmarks.measure.Rounds;
import dev.sprintcapacity.benchmarks.measure.Servers;
import dev.sprintcapacity.chaos.process.Await;
import dev.sprintcapacity.service.relay.Relay;
import dev.sprintcapacity.service.relay.RelayStatus;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** B2: a backlog drains through the relay, against a raw transactional producer. */
public final class RelayDrain {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final Servers servers;
  private final int events;

  /**
   * A measurement.
   *
   * @param servers where it happens
   * @param events of a backlog, a multiple of 20
   */
  public RelayDrain(Servers servers, int events) {
    this.servers = servers;
    this.events = events;
  }

  /** Measures in alternation and returns the lines of the report. */
  public List<String> run(int rounds) {
    Rounds relay = new Rounds();
    Rounds raw = new Rounds();
    try (var pool = servers.pool(1)) {
      for (int round = 0; round <= rounds; round++) {
        double drained = drain(pool, round);
        double produced =
            new RawProducer(servers.bootstrapServers())
                .recordsPerSecond("sprint.lifecycle", events, StoredEvents.VALUE_BYTES);
        System.err.printf(
            "drain: round %d of %d (0 warms up): relay %,.0f/s, raw %,.0f/s%n",
            round, rounds, drained, produced);
        if (round > 0) {
          relay.add(drained);
          raw.add(produced);
        }
      }
    }
    return List.of(
        Rounds.row("relay drain, events/s", relay, "raw transactional producer, 50 ms", raw));
  }

  private double drain(DataSource source, int round) {
    StoredEvents.add(source, round, events);
    Relay relay = servers.relay();
    relay.start();
    try {
      await("the relay leads", relay, () -> relay.status() instanceof RelayStatus.Active);
      long begun = System.nanoTime();
      await("the backlog is published", relay, () -> relay.metrics().publishedEvents() >= events);
      return events / ((System.nanoTime() - begun) / 1e9);
    } finally {
      relay.close(STOP);
    }
  }

  private static void await(String what, Relay relay, java.util.function.BooleanSupplier done) {
    Await.until(
        what,
        LIMIT,
        done,
        () -> relay.status() + ", " + relay.metrics().publishedEvents() + " events published");
  }
}
