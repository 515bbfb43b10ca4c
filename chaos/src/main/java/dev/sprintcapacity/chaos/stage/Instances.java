package dev.sprintcapacity.chaos.stage;

import dev.sprintcapacity.chaos.process.Await;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** All instances of the service, on one database and one Kafka. Thread-safe. */
public final class Instances implements AutoCloseable {
  /** A start needs some seconds of processor time, which others want too. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofMillis(500))
          .build();
  private final List<Instance> all = new ArrayList<>();

  Instances(int count, Path folder, List<String> jvmOptions, Map<String, String> environment) {
    for (int i = 1; i <= count; i++) {
      all.add(new Instance(http, "service-" + i, folder, jvmOptions, environment));
    }
  }

  /** Every one. */
  public List<Instance> all() {
    return List.copyOf(all);
  }

  /** Where their APIs are. */
  public List<URI> uris() {
    return all.stream().map(Instance::uri).toList();
  }

  /** The one that publishes, if any says so right now. */
  public Optional<Instance> leader() {
    return all.stream().filter(each -> each.standing() == Standing.ACTIVE).findFirst();
  }

  /** Those that would take over. */
  public List<Instance> standBys() {
    return all.stream().filter(each -> each.standing() == Standing.STANDBY).toList();
  }

  /** The one that publishes, as soon as any says so. */
  public Instance awaitLeader() {
    AtomicReference<Optional<Instance>> found = new AtomicReference<>(Optional.empty());
    Await.until(
        "an instance publishes",
        LIMIT,
        () -> {
          found.set(leader());
          return found.get().isPresent();
        },
        this::describe);
    return found.get().orElseThrow();
  }

  /** Returns when all answer requests. */
  public void awaitLive() {
    Await.until(
        "all instances answer",
        LIMIT,
        () -> all.stream().allMatch(Instance::isLive),
        this::describe);
  }

  /** How they stand, for people. */
  public String describe() {
    return all.stream()
        .map(each -> each.name() + " " + each.standing())
        .collect(Collectors.joining(", "));
  }

  /** How many lines of all runs of all instances contain the text. */
  public long linesWith(String text) {
    return all.stream().mapToLong(each -> each.linesWith(text)).sum();
  }

  @Override
  public void close() {
    all.forEach(Instance::close);
    http.shutdownNow();
  }
}
