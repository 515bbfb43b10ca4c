package dev.sprintcapacity.benchmarks.consumer;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import dev.sprintcapacity.benchmarks.consumer.contender.Contender;
import dev.sprintcapacity.benchmarks.measure.Host;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/**
 * Measures the consumer SDK beside raw poll loops, Spring Kafka and Confluent's Parallel Consumer:
 * same broker, same records, every contender in turn, round after round. Prints one report, what
 * was not won first. Arguments: {@code quick} for a run that only shows that the harness works,
 * {@code short} for a rough look, {@code full} or nothing for the whole; then, where not all are
 * wanted, handler times in milliseconds.
 */
public final class ConsumerBenchmark {
  private static final String TOPIC = "sprint.lifecycle";

  /** Records are batched as they would be under load. */
  private static final int LINGER_MILLIS = 5;

  private static final int EXIT_USAGE = 2;

  private ConsumerBenchmark() {}

  /** See the class. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    Setup setup;
    try {
      setup = setup(List.of(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage());
      System.err.println("Usage: bench consumer [quick|short|full [MILLISECONDS...]]");
      System.exit(EXIT_USAGE);
      return;
    }
    run(setup).forEach(System.out::println);
  }

  private static Setup setup(List<String> arguments) {
    String extent = arguments.isEmpty() ? "full" : arguments.getFirst();
    Setup setup =
        switch (extent) {
          case "quick" -> Setup.QUICK;
          case "short" -> Setup.SHORT;
          case "full" -> Setup.FULL;
          default -> throw new IllegalArgumentException("what is " + extent + "?");
        };
    List<Duration> works = arguments.stream().skip(1).map(ConsumerBenchmark::millis).toList();
    return works.isEmpty() ? setup : setup.only(works);
  }

  private static Duration millis(String text) {
    try {
      return Duration.ofNanos(Math.round(Double.parseDouble(text) * 1e6));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a number of milliseconds: " + text, e);
    }
  }

  /** Measures everything and returns the report. */
  static List<String> run(Setup setup) {
    silence();
    List<String> report = new ArrayList<>();
    report.add(Host.describe());
    try (Broker broker = Broker.start()) {
      Backlog backlog = new Backlog(TOPIC, Setup.PARTITIONS, Setup.KEYS, setup.records());
      broker.createTopic(backlog.topic(), backlog.partitions());
      report.add(fill(broker, backlog));
      report.add(
          "%d rounds, warm-up %s, window %s; bytes are the whole JVM's, the Kafka client's included; logs are off for all"
              .formatted(setup.rounds(), setup.warmUp(), setup.window()));
      report.add("");
      report.addAll(new ThroughputReport(setup, measure(setup, broker, backlog)).lines());
      if (!setup.skewTime().isZero()) {
        report.add("");
        report.addAll(new Skew(broker, setup.skewTime()).run(setup.contenders(), setup.rounds()));
      }
    }
    report.add("");
    report.add("load average at the end: " + Host.load());
    return report;
  }

  private static String fill(Broker broker, Backlog backlog) {
    try (Traffic traffic = new Traffic(broker.bootstrapServers(), LINGER_MILLIS)) {
      traffic.write(backlog.topic(), backlog.records());
      return "%,d records of %,d keys in turn, values of %d bytes and the product's headers, %d partitions"
          .formatted(backlog.records(), backlog.keys(), traffic.valueBytes(), backlog.partitions());
    }
  }

  private static Figures measure(Setup setup, Broker broker, Backlog backlog) {
    Measurement measurement = new Measurement(broker, backlog, setup);
    Figures figures = new Figures();
    for (Cell cell : setup.cells()) {
      for (int round = 1; round <= setup.rounds(); round++) {
        for (Contender contender : setup.contenders()) {
          String what =
              "consumer: %s%s, round %d of %d, %s"
                  .formatted(
                      cell.workText(),
                      cell.poisoned() ? " poisoned" : "",
                      round,
                      setup.rounds(),
                      contender.name());
          try {
            Measured measured = measurement.of(contender, cell);
            figures.add(cell, contender, round, measured);
            System.err.printf("%s: %s, load %s%n", what, measured, Host.load());
          } catch (IllegalStateException e) {
            System.err.printf("%s: FAILED, %s%n", what, e);
          }
        }
      }
    }
    return figures;
  }

  /** Writing lines of failures that are made on purpose would be what is measured. */
  private static void silence() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLoggerList().forEach(logger -> logger.setLevel(Level.OFF));
    }
  }
}
