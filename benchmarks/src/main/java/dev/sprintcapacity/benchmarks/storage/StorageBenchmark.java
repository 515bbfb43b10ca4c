package dev.sprintcapacity.benchmarks.storage;

import dev.sprintcapacity.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures the ways to keep a sprint against each other, alternated round by round in one run.
 *
 * <p>Arguments, all optional: the rounds (at least 5), the seconds of one measurement, and the JDBC
 * URL of an empty database with user and password; without one, a durable server of its own is
 * used. Prints a Markdown table of medians.
 */
public final class StorageBenchmark {
  private static final List<Layout> LAYOUTS =
      List.of(
          new OneRowLayout("json"),
          new OneRowLayout("jsonb"),
          new OneRowLayout("bytea"),
          new FiveTablesLayout());

  private static final List<Integer> CLIENTS = List.of(1, 16);

  /** Sprints that exist before an update or a read is measured; no two clients share one. */
  private static final int PREPARED_SPRINTS = 3_200;

  private enum Operation {
    CREATE,
    REVISE,
    READ
  }

  private final String jdbcUrl;
  private final int rounds;
  private final Duration measurement;
  private final Map<Cell, List<Double>> rates = new HashMap<>();

  private StorageBenchmark(String jdbcUrl, int rounds, Duration measurement) {
    this.jdbcUrl = jdbcUrl;
    this.rounds = rounds;
    this.measurement = measurement;
  }

  /** Runs the trial; see the class. */
  public static void main(String[] arguments)
      throws IOException, SQLException, InterruptedException, ExecutionException {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    Duration measurement =
        Duration.ofSeconds(arguments.length > 1 ? Long.parseLong(arguments[1]) : 4);
    if (arguments.length > 2) {
      new StorageBenchmark(arguments[2], rounds, measurement).run();
      return;
    }
    Path folder = Files.createTempDirectory("storage-benchmark");
    try (EmbeddedPostgres server = new EmbeddedPostgres(folder.resolve("data"), 0)) {
      server.start();
      new StorageBenchmark(server.jdbcUrl(), rounds, measurement).run();
    } finally {
      System.err.println("the data of the run can be deleted: " + folder);
    }
  }

  private void run() throws SQLException, InterruptedException, ExecutionException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select version(), current_setting('fsync'), current_setting('synchronous_commit')")) {
      row.next();
      System.out.printf(
          "%s, fsync %s, synchronous_commit %s, %d processors%n",
          row.getString(1), row.getString(2), row.getString(3), processors());
    }
    for (int round = 0; round <= rounds; round++) {
      for (Layout layout : LAYOUTS) {
        prepare(layout);
      }
      measure(round);
      System.err.println("round " + round + " of " + rounds + " done (0 is the warm-up)");
    }
    print();
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  private void prepare(Layout layout) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement()) {
      statement.execute("drop schema if exists " + layout.name() + " cascade");
      statement.execute("create schema " + layout.name());
      statement.execute("set search_path to " + layout.name());
      statement.execute(layout.tables());
      for (int number = 0; number < PREPARED_SPRINTS; number++) {
        layout.create(connection, new TrialSprint("prepared-" + number, "25-p" + number, 0));
      }
      statement.execute("vacuum analyze");
      statement.execute("checkpoint");
    }
  }

  /** One operation after the other, the layouts side by side, so that drift meets all alike. */
  private void measure(int round) throws InterruptedException, ExecutionException {
    for (int clients : CLIENTS) {
      for (Operation operation : Operation.values()) {
        for (int turn = 0; turn < LAYOUTS.size(); turn++) {
          Layout layout = LAYOUTS.get((turn + round) % LAYOUTS.size());
          double rate = rate(layout, operation, clients);
          if (round > 0) {
            rates
                .computeIfAbsent(
                    new Cell(operation, clients, layout.name()), _ -> new ArrayList<>())
                .add(rate);
          }
        }
      }
    }
  }

  private double rate(Layout layout, Operation operation, int clients)
      throws InterruptedException, ExecutionException {
    List<Callable<Double>> work = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      int mine = client;
      work.add(() -> client(layout, operation, mine, clients));
    }
    double sum = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      for (Future<Double> result : threads.invokeAll(work)) {
        sum += result.get();
      }
    }
    return sum;
  }

  /** One client's operations per second. */
  private double client(Layout layout, Operation operation, int client, int clients)
      throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl)) {
      connection.setSchema(layout.name());
      int[] revisions = new int[PREPARED_SPRINTS];
      if (operation == Operation.REVISE) {
        readRevisions(connection, revisions);
      }
      long start = System.nanoTime();
      long end = start + measurement.toNanos();
      int done = 0;
      while (System.nanoTime() < end) {
        int mine = (client + done * clients) % PREPARED_SPRINTS;
        switch (operation) {
          case CREATE -> {
            String name = clients + "-" + client + "-" + done;
            layout.create(connection, new TrialSprint("sprint-" + name, "25-" + name, 0));
          }
          case REVISE ->
              layout.revise(connection, new TrialSprint("prepared-" + mine, "", ++revisions[mine]));
          case READ -> layout.read(connection, "prepared-" + mine);
        }
        done++;
      }
      return done * 1e9 / (System.nanoTime() - start);
    }
  }

  private static void readRevisions(Connection connection, int[] revisions) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select substr(id, 10)::int, version from sprint where id like 'prepared-%'")) {
      while (row.next()) {
        revisions[row.getInt(1)] = row.getInt(2) - 1;
      }
    }
  }

  private void print() {
    System.out.println(
        "| operation x clients | layout | median ops/s | lowest | highest | ratio to five tables, median of rounds |");
    System.out.println("|---|---|---|---|---|---|");
    for (Operation operation : Operation.values()) {
      for (int clients : CLIENTS) {
        List<Double> baseline = ratesOf(new Cell(operation, clients, LAYOUTS.getLast().name()));
        for (Layout layout : LAYOUTS) {
          List<Double> mine = ratesOf(new Cell(operation, clients, layout.name()));
          List<Double> ratios = new ArrayList<>();
          for (int round = 0; round < rounds; round++) {
            ratios.add(mine.get(round) / baseline.get(round));
          }
          System.out.printf(
              "| %s x %d | %s | %.0f | %.0f | %.0f | %.2f |%n",
              operation.name().toLowerCase(Locale.ROOT),
              clients,
              layout.name(),
              median(mine),
              Collections.min(mine),
              Collections.max(mine),
              median(ratios));
        }
      }
    }
  }

  private List<Double> ratesOf(Cell cell) {
    return rates.getOrDefault(cell, List.of());
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private record Cell(Operation operation, int clients, String layout) {}
}
