package dev.sprintcapacity.benchmarks.load;

import com.zaxxer.hikari.HikariDataSource;
import dev.sprintcapacity.benchmarks.measure.LatencySamples;
import dev.sprintcapacity.benchmarks.measure.Servers;
import dev.sprintcapacity.chaos.process.Await;
import dev.sprintcapacity.domain.sprint.PlannedSprint;
import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.postgres.sprint.SprintStore;
import dev.sprintcapacity.postgres.sprint.WriteOutcome;
import dev.sprintcapacity.service.relay.Relay;
import dev.sprintcapacity.service.relay.RelayStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * B3: from the return of the commit to a {@code read_committed} consumer, at fixed rates, against a
 * raw transactional ping at the same rate. All of it on the clock of one JVM.
 */
public final class CommitToConsumer {

  private static final String TOPIC = "sprint.lifecycle";
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final int POOL = 10;
  private static final double MILLION = 1e6;

  private final Servers servers;
  private final SampleSprints samples;

  public CommitToConsumer(Servers servers, SampleSprints samples) {
    this.servers = servers;
    this.samples = samples;
  }

  /** Measures in alternation, warm-up first, and returns the lines of the report. */
  public List<String> run(int rounds, Duration time) {
    List<String> report = new ArrayList<>();
    Relay relay = servers.relay();
    relay.start();
    try (HikariDataSource pool = servers.pool(POOL)) {
      SprintStore store = new SprintStore(pool);
      Await.until(
          "the relay leads",
          LIMIT,
          () -> relay.status() instanceof RelayStatus.Active,
          () -> relay.status().toString());
      for (int perSecond : new int[] {100, 1000}) {
        LatencySamples product = new LatencySamples();
        LatencySamples raw = new LatencySamples();
        for (int round = 0; round <= rounds; round++) {
          LatencySamples one = throughRelay(store, relay, perSecond, time);
          LatencySamples other = ping(perSecond, time);
          System.err.printf(
              "latency: %d/s, round %d of %d (0 warms up): relay %s, raw %s%n",
              perSecond, round, rounds, one.summary(), other.summary());
          if (round > 0) {
            product.addAll(one);
            raw.addAll(other);
          }
        }
        report.add(
            "| commit to consumer, %,d/s | %s | raw transactional ping | %s | p50 %.2f, p99 %.2f |"
                .formatted(
                    perSecond,
                    product.summary(),
                    raw.summary(),
                    ratio(product, raw, 50),
                    ratio(product, raw, 99)));
      }
    } finally {
      relay.close(STOP);
    }
    return report;
  }

  private LatencySamples throughRelay(
      SprintStore store, Relay relay, int perSecond, Duration time) {
    int count = (int) (perSecond * time.toSeconds());
    try (CommittedReader reader = new CommittedReader(servers.bootstrapServers(), TOPIC)) {
      reader.start();
      OpenLoop.run(
          perSecond,
          count,
          _ -> {
            PlannedSprint sprint = samples.next();
            List<EncodedEvent> events = samples.eventsOf(sprint);
            // known before the commit, so that an early arrival is not missed; overwritten by it
            reader.expect(sprint.id().value(), System.nanoTime());
            if (!(store.insert(sprint, events) instanceof WriteOutcome.Written)) {
              throw new IllegalStateException("a sprint number was used twice");
            }
            reader.committed(sprint.id().value(), System.nanoTime());
            relay.committed(events);
          });
      awaitAll(reader, count);
      return reader.latencies();
    }
  }

  private LatencySamples ping(int perSecond, Duration time) {
    int count = (int) (perSecond * time.toSeconds());
    try (CommittedReader reader = new CommittedReader(servers.bootstrapServers(), TOPIC);
        RawPing raw = new RawPing(servers.bootstrapServers(), TOPIC)) {
      reader.start();
      raw.start();
      OpenLoop.run(
          perSecond,
          count,
          _ -> {
            String key = UUID.randomUUID().toString();
            reader.expect(key, System.nanoTime());
            raw.ping(key);
          });
      awaitAll(reader, count);
      return reader.latencies();
    }
  }

  private static void awaitAll(CommittedReader reader, int count) {
    Await.until(
        "all records arrive",
        LIMIT,
        () -> reader.received() >= count,
        () -> reader.received() + " of " + count);
  }

  private static double ratio(LatencySamples one, LatencySamples other, double percent) {
    return one.percentile(percent).toNanos()
        / MILLION
        / (other.percentile(percent).toNanos() / MILLION);
  }
}
