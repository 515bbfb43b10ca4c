package dev.sprintcapacity.benchmarks.consumer;

import dev.sprintcapacity.benchmarks.consumer.contender.Contender;
import dev.sprintcapacity.benchmarks.consumer.contender.Contender.Role;
import dev.sprintcapacity.benchmarks.consumer.contender.Contender.Running;
import dev.sprintcapacity.benchmarks.consumer.contender.Source;
import dev.sprintcapacity.benchmarks.measure.LatencySamples;
import dev.sprintcapacity.chaos.process.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * What others notice of one key that has half of the traffic, and of one whose records fail: their
 * latency from the intended sending to the handler, at the same rate in all, in turn.
 */
final class Skew {
  private static final Duration WORK = Duration.ofMillis(1);

  /** Half of it on one key leaves that key's handler two thirds busy. */
  private static final int PER_SECOND = 1_200;

  private static final int SPECIAL_KEY = 0;
  private static final int ONE_IN_POISONED = 100;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration SETTLE = Duration.ofSeconds(1);

  private final Broker broker;
  private final Duration time;
  private int topics;

  /** How the traffic is spread. */
  private enum Shape {
    EVEN("all keys alike"),
    HOT("half of it on one key"),
    POISON("1 % of it on one poisoned key");

    private final String text;

    Shape(String text) {
      this.text = text;
    }

    int key() {
      int any = 1 + ThreadLocalRandom.current().nextInt(Setup.KEYS - 1);
      int oneIn = this == HOT ? 2 : ONE_IN_POISONED;
      return this != EVEN && any % oneIn == 0 ? SPECIAL_KEY : any;
    }
  }

  Skew(Broker broker, Duration time) {
    this.broker = broker;
    this.time = time;
  }

  /** Measures in turn and returns the lines of the report. */
  List<String> run(List<Contender> all, int rounds) {
    List<Contender> contenders =
        all.stream().filter(contender -> contender.role() != Role.BASELINE).toList();
    Map<Contender, Map<Shape, LatencySamples>> samples = new LinkedHashMap<>();
    for (int round = 1; round <= rounds; round++) {
      for (Contender contender : contenders) {
        for (Shape shape : Shape.values()) {
          LatencySamples one = measure(contender, shape);
          System.err.printf(
              "skew: round %d of %d, %s, %s: %s%n",
              round, rounds, contender.name(), shape.text, one.summary());
          samples
              .computeIfAbsent(contender, key -> new EnumMap<>(Shape.class))
              .computeIfAbsent(shape, key -> new LatencySamples())
              .addAll(one);
        }
      }
    }
    return table(samples);
  }

  private static List<String> table(Map<Contender, Map<Shape, LatencySamples>> samples) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| %,d events/s, 1 ms | traffic | latency of the other keys | of even: p50 | p99 |"
            .formatted(PER_SECOND));
    lines.add("|---|---|---|---|---|");
    samples.forEach((contender, shapes) ->
        shapes.forEach((shape, one) -> {
          LatencySamples even = shapes.getOrDefault(Shape.EVEN, one);
          lines.add(
              "| %s | %s | %s | %.2f | %.2f |"
                  .formatted(
                      contender.name(),
                      shape.text,
                      one.summary(),
                      ratio(one, even, 50),
                      ratio(one, even, 99)));
        }));
    return lines;
  }

  private static double ratio(LatencySamples one, LatencySamples base, double percent) {
    return (double) one.percentile(percent).toNanos() / base.percentile(percent).toNanos();
  }

  private LatencySamples measure(Contender contender, Shape shape) {
    topics++;
    Source source =
        new Source(broker.bootstrapServers(), "skew-" + topics, Setup.PARTITIONS, "skew-" + topics);
    broker.createTopic(source.topic(), source.partitions());
    broker.createTopic(source.deadLetterTopic(), source.partitions());
    LatencyHandling handling = new LatencyHandling(WORK, SPECIAL_KEY, shape == Shape.POISON);
    try (Traffic traffic = new Traffic(source.bootstrapServers(), 0);
        Running _ = contender.start(source, handling)) {
      traffic.write(source.topic(), Setup.KEYS);
      if (!handling.awaitFirst(LIMIT)) {
        throw new IllegalStateException(contender.name() + " handled nothing within " + LIMIT);
      }
      long expected = send(traffic, source.topic(), shape);
      Await.until(
          "all records of other keys are handled",
          LIMIT,
          () -> handling.arrived() >= expected,
          () ->
              "%s, %s: %d of %d"
                  .formatted(contender.name(), shape.text, handling.arrived(), expected));
      return handling.samples();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + contender.name() + " ran", e);
    }
  }

  /**
   * Sends at fixed moments; what is sent while all settle is not measured. Returns how many are.
   */
  private long send(Traffic traffic, String topic, Shape shape) {
    long gap = Duration.ofSeconds(1).toNanos() / PER_SECOND;
    long begin = System.nanoTime();
    long measured = begin + SETTLE.toNanos();
    long end = measured + time.toNanos();
    long expected = 0;
    for (long intended = begin; intended < end; intended += gap) {
      for (long left = intended - System.nanoTime();
          left > 0;
          left = intended - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      int key = shape.key();
      boolean counts = intended >= measured;
      traffic.send(topic, key, counts ? intended : 0);
      if (counts && key != SPECIAL_KEY) {
        expected++;
      }
    }
    traffic.flush();
    return expected;
  }
}
