package dev.sprintcapacity.embedded;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The real Kafka server (KRaft, broker and controller in one) inside this JVM, reachable from this
 * machine only. Its log folder is formatted at the first start and used again at every later one,
 * whatever way the last one ended. Safe for use by several threads.
 *
 * <p>The server logs through SLF4J under the names {@code kafka}, {@code org.apache.kafka} and
 * {@code state.change.logger}; at INFO they print some hundred lines per start, so an application
 * sets them to WARN.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);

  /** Bound of {@link #close()}: a stop needs about a second here. */
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);

  /** A port can be taken between its choice and its use; not this often. */
  private static final int PORT_ATTEMPTS = 3;

  private final Path dataDirectory;
  private final int wantedPort;
  private final @Nullable ClusterNode node;
  private final Map<String, String> overrides;
  private final ReentrantLock lifecycle = new ReentrantLock();

  private boolean closed;
  private @Nullable GroupsPreparation preparation;
  private volatile @Nullable Running running;

  /** Everything that exists only while the broker is in use. */
  private record Running(DirectoryLock lock, KafkaRaftServer server, KafkaPorts ports) {
    int port() {
      return ports.clients();
    }
  }

  /**
   * Only remembers where and how; nothing happens before {@link #start()}.
   *
   * @param dataDirectory the folder of this broker alone; created if absent
   * @param port TCP port on both loopback addresses, or 0 for any free one
   * @param overrides broker settings by their Kafka names, which win over this class's own
   */
  public EmbeddedKafka(Path dataDirectory, int port, Map<String, String> overrides) {
    this(dataDirectory, port, null, overrides);
  }

  /**
   * The same for one broker of a cluster. Its start returns only when a majority of the nodes is
   * there, so that they have to be started at the same time, in processes of their own.
   *
   * @param node its place in the cluster; one data folder has one place for ever. Null: it is alone
   */
  EmbeddedKafka(
      Path dataDirectory, int port, @Nullable ClusterNode node, Map<String, String> overrides) {
    this.dataDirectory = dataDirectory;
    this.wantedPort = port;
    this.node = node;
    this.overrides = Map.copyOf(overrides);
  }

  /**
   * Looks whether the wanted port can be had, for a caller that starts clients beside the broker:
   * they would find whoever else listens there. Starts nothing.
   *
   * @throws EmbeddedServerException if the port is busy
   */
  public void requireFreePort() {
    try {
      KafkaPorts.choose(wantedPort, node);
    } catch (IOException failure) {
      throw cannotStart(failure);
    }
  }

  /**
   * Starts the broker and returns when it serves clients.
   *
   * @throws EmbeddedServerException if the folder has another living owner, the port is busy, or
   *     the broker cannot start; nothing is left running then
   */
  public void start() {
    lifecycle.lock();
    try {
      if (closed || running != null) {
        throw new EmbeddedServerException("Kafka on " + dataDirectory + " was started before");
      }
      long begin = System.nanoTime();
      Running started = startOwning();
      running = started;
      LOG.info(
          "Kafka is ready on port {} after {} ms (data in {})",
          started.port(),
          (System.nanoTime() - begin) / 1_000_000,
          dataDirectory);
    } catch (IOException failure) {
      throw cannotStart(failure);
    } finally {
      lifecycle.unlock();
    }
  }

  private Running startOwning() throws IOException {
    Path directory = Folders.createPrivate(dataDirectory);
    DirectoryLock lock = DirectoryLock.acquire(directory);
    try {
      KafkaExit.refuse();
      boolean first = !KafkaStorage.isFormatted(directory);
      Running started = launch(lock, KafkaStorage.formatted(directory, node));
      if (first) {
        preparation = GroupsPreparation.start("127.0.0.1:" + started.port());
      }
      return started;
    } catch (IOException | RuntimeException failure) {
      lock.close();
      throw failure;
    }
  }

  private Running launch(DirectoryLock lock, Path logFolder) throws IOException {
    int attempt = 1;
    while (true) {
      KafkaPorts ports = KafkaPorts.choose(wantedPort, node);
      try {
        return new Running(
            lock, launch(KafkaSettings.of(logFolder, ports, node, overrides)), ports);
      } catch (RuntimeException failure) {
        if (attempt == PORT_ATTEMPTS || !portWasTaken(failure)) {
          throw cannotStart(failure);
        }
        LOG.debug("A port was taken while Kafka started (attempt {})", attempt, failure);
        attempt++;
      }
    }
  }

  private EmbeddedServerException cannotStart(Exception failure) {
    return new EmbeddedServerException(
        "Kafka cannot be started on " + dataDirectory + ": " + failure.getMessage(), failure);
  }

  private static KafkaRaftServer launch(Map<String, String> settings) {
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    try {
      server.startup();
      return server;
    } catch (RuntimeException failure) {
      try {
        server.shutdown();
      } catch (RuntimeException second) {
        failure.addSuppressed(second);
      }
      throw failure;
    }
  }

  private static boolean portWasTaken(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return true;
      }
    }
    return false;
  }

  /**
   * What clients set as {@code bootstrap.servers}.
   *
   * @throws EmbeddedServerException if not started
   */
  public String bootstrapServers() {
    return "localhost:" + port();
  }

  /**
   * TCP port on both loopback addresses.
   *
   * @throws EmbeddedServerException if not started
   */
  public int port() {
    Running now = running;
    if (now == null) {
      throw new EmbeddedServerException(
          "Kafka on " + dataDirectory + " is not started: call start() first");
    }
    return now.port();
  }

  /** Stops the broker within 20 seconds; see {@link #close(Duration)}. */
  @Override
  public void close() {
    close(CLOSE_LIMIT);
  }

  /**
   * Stops the broker. Does nothing when not started or closed before.
   *
   * @param limit bound of the wait for a clean stop
   * @throws EmbeddedServerException if the broker has not stopped within the limit
   */
  public void close(Duration limit) {
    lifecycle.lock();
    try {
      closed = true;
      Running last = running;
      running = null;
      if (preparation != null) {
        preparation.close();
      }
      if (last != null) {
        stop(last, limit);
      }
    } finally {
      lifecycle.unlock();
    }
  }

  private static void stop(Running last, Duration limit) {
    Thread stopping =
        Thread.ofPlatform().daemon().name("kafka-stop").start(() -> last.server().shutdown());
    try {
      if (!stopping.join(limit)) {
        throw new EmbeddedServerException(
            "Kafka on port " + last.port() + " has not stopped within " + limit.toSeconds() + " s");
      }
      last.lock().close();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("Interrupted while stopping Kafka", interrupted);
    }
  }
}
