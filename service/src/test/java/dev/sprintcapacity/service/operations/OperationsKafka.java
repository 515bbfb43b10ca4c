package dev.sprintcapacity.service.operations;

import dev.sprintcapacity.embedded.EmbeddedKafka;
import dev.sprintcapacity.service.testing.TestApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One Kafka, and one service that publishes to it, for all tests of this JVM that ask for it. */
final class OperationsKafka implements BeforeAllCallback {

  private @Nullable Shared shared;

  @Override
  public void beforeAll(ExtensionContext context) {
    shared =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(OperationsKafka.class))
            .computeIfAbsent(Shared.class, type -> new Shared(), Shared.class);
  }

  /** The service. */
  TestApi api() {
    return Objects.requireNonNull(shared).api;
  }

  /** Where the broker is. */
  String bootstrapServers() {
    return Objects.requireNonNull(shared).kafka.bootstrapServers();
  }

  private static final class Shared implements AutoCloseable {
    private final Path folder;
    private final EmbeddedKafka kafka;
    private final TestApi api;

    Shared() {
      try {
        folder = Files.createTempDirectory("operations-test");
      } catch (IOException e) {
        throw new UncheckedIOException("could not make a folder for Kafka", e);
      }
      kafka = new EmbeddedKafka(folder.resolve("kafka"), 0, Map.of());
      kafka.start();
      api =
          TestApi.start(
              Map.of(
                  "SPRINTCAP_KAFKA_ENABLED", "true",
                  "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                  "SPRINTCAP_TOPIC_PARTITIONS", "2"));
    }

    @Override
    public void close() throws IOException {
      api.close();
      kafka.close();
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
