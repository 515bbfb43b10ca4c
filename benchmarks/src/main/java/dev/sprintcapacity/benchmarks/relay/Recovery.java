package dev.sprintcapacity.benchmarks.relay;

import com.zaxxer.hikari.HikariDataSource;
import dev.sprintcapacity.benchmarks.measure.Host;
import dev.sprintcapacity.benchmarks.measure.Rounds;
import dev.sprintcapacity.benchmarks.measure.Servers;
import dev.sprintcapacity.chaos.process.JavaCommand;
import dev.sprintcapacity.chaos.process.JavaProcess;
import dev.sprintcapacity.service.relay.rebuild.RebuildOutcome;
import dev.sprintcapacity.service.wiring.RebuildStart;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * What follows the loss of a broker's disk: the topics are published again from the event table,
 * then both are compared, event by event.
 */
public final class Recovery {

  private static final int EVENTS = 1_000_000;
  private static final int ROUNDS = 3;
  private static final int PARTITIONS = 6;
  private static final String TOPIC = "sprint.lifecycle";
  private static final String RAW_TOPIC = "raw-baseline";
  private static final String RECONCILE = "dev.sprintcapacity.cli.Sprintcap";
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Servers servers;
  private final HikariDataSource pool;
  private final int events;

  private Recovery(Servers servers, HikariDataSource pool, int events) {
    this.servers = servers;
    this.pool = pool;
    this.events = events;
  }

  /** Measures a million events, and returns the report. */
  public static List<String> report() {
    return report(EVENTS, ROUNDS);
  }

  /**
   * Measures, and returns the report.
   *
   * @param events in the table, a multiple of 20
   * @param rounds that count; one more is run before them
   */
  public static List<String> report(int events, int rounds) {
    List<String> report = new ArrayList<>(List.of(Host.describe(), ""));
    report.add("| what | ours | raw baseline | its figure | ours / baseline |");
    report.add("|---|---|---|---|---|");
    try (Servers servers = Servers.start();
        HikariDataSource pool = servers.pool(2)) {
      report.addAll(new Recovery(servers, pool, events).run(rounds));
    }
    return report;
  }

  private List<String> run(int rounds) {
    StoredEvents.add(pool, 0, events);
    createRawTopic();
    Rounds rebuilt = new Rounds();
    Rounds produced = new Rounds();
    Rounds compared = new Rounds();
    Rounds read = new Rounds();
    for (int round = 0; round <= rounds; round++) {
      double[] rates = {
        perSecond(this::rebuild), produce(), perSecond(this::reconcile), perSecond(this::readAll)
      };
      System.err.printf(
          "recovery: round %d of %d (0 warms up): rebuild %,.0f/s, raw %,.0f/s; reconcile %,.0f/s, raw %,.0f/s%n",
          round, rounds, rates[0], rates[1], rates[2], rates[3]);
      if (round > 0) {
        rebuilt.add(rates[0]);
        produced.add(rates[1]);
        compared.add(rates[2]);
        read.add(rates[3]);
      }
    }
    return List.of(
        Rounds.row(
            "rebuild-topic, events/s", rebuilt, "raw transactional producer, 50 ms", produced),
        Rounds.row(
            "reconcile, events/s", compared, "all records, then all rows, read and dropped", read));
  }

  private double perSecond(Runnable work) {
    long begun = System.nanoTime();
    work.run();
    return events / ((System.nanoTime() - begun) / 1e9);
  }

  /** Topics are deleted and made anew; that is part of it. */
  private void rebuild() {
    RebuildOutcome outcome = RebuildStart.run(servers.environment(), true, _ -> {});
    require(
        outcome instanceof RebuildOutcome.Rebuilt(long count, int _) && count == events, outcome);
  }

  private double produce() {
    return new RawProducer(servers.bootstrapServers())
        .recordsPerSecond(RAW_TOPIC, events, StoredEvents.VALUE_BYTES);
  }

  /** In a process of its own, as the launcher starts it; its start is part of it. */
  private void reconcile() {
    JavaCommand command =
        new JavaCommand(
            "reconcile",
            RECONCILE,
            List.of("-XX:+UseSerialGC", "-Xmx512m"),
            List.of("reconcile", "--settled"),
            Map.of(
                "DATABASE_URL",
                servers.environment().getOrDefault("DATABASE_URL", ""),
                "KAFKA_BOOTSTRAP_SERVERS",
                servers.bootstrapServers()),
            servers.folder());
    try (JavaProcess process = new JavaProcess(command)) {
      process.start();
      int exitCode = process.awaitEnd(LIMIT);
      String printed = process.printed();
      require(exitCode == 0 && printed.contains("%d rows".formatted(events)), printed);
    }
  }

  private void readAll() {
    try {
      long records = RawReaders.readTopic(servers.bootstrapServers(), TOPIC, events);
      long rows = RawReaders.readTable(pool);
      require(records == events && rows == events, records + " records, " + rows + " rows");
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read the event table", e);
    }
  }

  private void createRawTopic() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(RAW_TOPIC, PARTITIONS, (short) 1))).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot create " + RAW_TOPIC, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void require(boolean expected, Object found) {
    if (!expected) {
      throw new IllegalStateException("nothing was measured: " + found);
    }
  }
}
