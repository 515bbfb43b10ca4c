package dev.sprintcapacity.consumer.internal.deadletter;

import dev.sprintcapacity.embedded.EmbeddedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One broker for all tests of this JVM; each test has topics of its own name. */
public final class LetterBroker implements BeforeEachCallback, AfterEachCallback {
  public static final String GROUP = "mail";
  public static final Duration LIMIT = Duration.ofSeconds(60);

  private static final AtomicInteger TESTS = new AtomicInteger();

  private String topic = "";
  private Topics topics;

  public LetterBroker() {
    topics = new Topics(Map.of());
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Shared shared =
        Objects.requireNonNull(
            context
                .getRoot()
                .getStore(ExtensionContext.Namespace.create(LetterBroker.class))
                .computeIfAbsent(Shared.class, type -> new Shared(), Shared.class));
    topics = new Topics(Map.of("bootstrap.servers", shared.kafka.bootstrapServers()));
    topic = "events-" + TESTS.incrementAndGet();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    topics.close();
  }

  /** A name that no other test has. */
  public String topic() {
    return topic;
  }

  public Topics topics() {
    return topics;
  }

  public Map<String, Object> client() {
    return topics.client();
  }

  public DeadLetterSettings settings() {
    return new DeadLetterSettings(client(), GROUP, java.util.Set.of(topic));
  }

  /** Started at the first use in this JVM, stopped after the last test. */
  private static final class Shared implements AutoCloseable {
    private final Path folder;
    private final EmbeddedKafka kafka;

    Shared() {
      try {
        folder = Files.createTempDirectory("dead-letters");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      kafka =
          new EmbeddedKafka(
              folder,
              0,
              Map.of("log.cleaner.backoff.ms", "200", "log.segment.delete.delay.ms", "0"));
      kafka.start();
    }

    @Override
    public void close() {
      kafka.close();
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
