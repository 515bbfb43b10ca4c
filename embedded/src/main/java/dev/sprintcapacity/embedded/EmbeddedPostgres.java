package dev.sprintcapacity.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A durable PostgreSQL 18 on the loopback address, run as a process of its own from binaries that
 * come as a dependency. Its data folder is created at the first start and used again at every later
 * one, whatever way the last one ended; a server that is killed while it is in use is started anew
 * on the same port. Safe for use by several threads.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

  /** Bound of {@link #close()}: a clean stop needs well under a second here. */
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);

  /** A free port can be taken by somebody else before PostgreSQL binds it; not this often. */
  private static final int FREE_PORT_ATTEMPTS = 5;

  /** How long children of a killed server may hold its memory where the system hides them. */
  private static final Duration MEMORY_LIMIT = Duration.ofSeconds(10);

  private static final Duration FIRST_RESTART_PAUSE = Duration.ofMillis(100);
  private static final Duration LAST_RESTART_PAUSE = Duration.ofSeconds(5);

  private final Path dataDirectory;
  private final int wantedPort;

  /** Guards every change of the fields below, and is never held while a client could wait. */
  private final ReentrantLock lifecycle = new ReentrantLock();

  private volatile boolean closed;
  private volatile @Nullable Running running;
  private volatile @Nullable Thread supervisor;

  /** Everything that exists only while the server is in use. */
  private record Running(DirectoryLock lock, PostgresCluster cluster, Postmaster server) {}

  /**
   * Only remembers where and how; nothing happens before {@link #start()}.
   *
   * @param dataDirectory the folder of this server alone; created if absent
   * @param port TCP port on 127.0.0.1, or 0 for any free one
   */
  public EmbeddedPostgres(Path dataDirectory, int port) {
    this.dataDirectory = dataDirectory;
    this.wantedPort = port;
  }

  /**
   * Starts the server and returns when it accepts connections. The first start of a data folder
   * creates it. Processes that an earlier, killed owner left behind on the folder are stopped.
   *
   * @throws EmbeddedServerException if the folder has another living owner, the port is busy, or
   *     PostgreSQL cannot run here; nothing is left running then
   */
  public void start() {
    lifecycle.lock();
    try {
      if (closed || running != null) {
        throw new EmbeddedServerException("PostgreSQL on " + dataDirectory + " was started before");
      }
      long begin = System.nanoTime();
      Running started = startOwning();
      running = started;
      supervisor = Thread.ofPlatform().daemon().name("postgres-supervisor").start(this::supervise);
      LOG.info(
          "PostgreSQL is ready on port {} after {} ms (pid {}, data in {})",
          started.server().port(),
          (System.nanoTime() - begin) / 1_000_000,
          started.server().pid(),
          started.cluster().folder());
    } catch (IOException failure) {
      throw new EmbeddedServerException(
          "PostgreSQL cannot be started on " + dataDirectory + ": " + failure.getMessage(),
          failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException(
          "Interrupted while starting PostgreSQL on " + dataDirectory, interrupted);
    } finally {
      lifecycle.unlock();
    }
  }

  private Running startOwning() throws IOException, InterruptedException {
    Path directory = Folders.createPrivate(dataDirectory);
    DirectoryLock lock = DirectoryLock.acquire(directory);
    try {
      PostgresAccount account = PostgresAccount.choose(directory);
      Path home =
          PostgresBinaries.home(
              account.otherUser() ? directory : PostgresBinaries.userCache(directory));
      PostgresCluster cluster = new PostgresCluster(directory, home, account);
      cluster.createIfAbsent();
      return new Running(lock, cluster, launch(cluster, wantedPort));
    } catch (IOException | InterruptedException | RuntimeException failure) {
      lock.close();
      throw failure;
    }
  }

  private static Postmaster launch(PostgresCluster cluster, int wantedPort)
      throws IOException, InterruptedException {
    Deadline memory = Deadline.in(MEMORY_LIMIT);
    int attempt = 1;
    while (true) {
      new PostgresOrphans(cluster.folder()).end();
      int port = wantedPort == 0 ? FreePorts.any() : requireFree(wantedPort);
      Postmaster server = Postmaster.launch(cluster, port);
      try {
        server.awaitReady();
        return server;
      } catch (PostmasterEndedException ended) {
        boolean another =
            ended.portIsBusy()
                ? wantedPort == 0 && attempt < FREE_PORT_ATTEMPTS
                : ended.memoryIsInUse() && memory.pause();
        if (!another) {
          if (ended.portIsBusy()) {
            throw busy(port, ended);
          }
          throw ended;
        }
        attempt++;
      } catch (IOException | InterruptedException | RuntimeException failure) {
        server.stop(CLOSE_LIMIT);
        throw failure;
      }
    }
  }

  private static int requireFree(int port) {
    if (!FreePorts.isFree(port)) {
      throw busy(port, null);
    }
    return port;
  }

  private static EmbeddedServerException busy(int port, @Nullable Throwable cause) {
    return new EmbeddedServerException(
        "Port "
            + port
            + " on 127.0.0.1 is in use, so the embedded PostgreSQL cannot listen there: stop the"
            + " program that uses it, or choose port 0 for any free one.",
        cause);
  }

  private void supervise() {
    try {
      while (!closed) {
        runOnce();
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the end of the server and, unless it was asked to end, starts it again. */
  void runOnce() throws InterruptedException {
    Running ended = running;
    if (ended == null) {
      return;
    }
    int exitCode = ended.server().awaitEnd();
    Duration pause = FIRST_RESTART_PAUSE;
    while (!closed) {
      LOG.warn(
          "PostgreSQL (pid {}) ended with exit code {} while in use; starting it again on port {}",
          ended.server().pid(),
          exitCode,
          ended.server().port());
      if (restarted(ended)) {
        return;
      }
      rest(pause);
      pause = shorter(pause.multipliedBy(2), LAST_RESTART_PAUSE);
    }
  }

  private static void rest(Duration pause) throws InterruptedException {
    Deadline end = Deadline.in(pause);
    while (end.pause()) {
      LOG.trace("Pausing before the next restart");
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private boolean restarted(Running ended) throws InterruptedException {
    lifecycle.lockInterruptibly();
    try {
      if (!closed) {
        running =
            new Running(
                ended.lock(), ended.cluster(), launch(ended.cluster(), ended.server().port()));
        LOG.info("PostgreSQL is ready again (pid {})", current().server().pid());
      }
      return true;
    } catch (IOException | EmbeddedServerException failure) {
      LOG.error("PostgreSQL cannot be started again yet: {}", failure.getMessage());
      return false;
    } finally {
      lifecycle.unlock();
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private Running current() {
    Running now = running;
    if (now == null) {
      throw new EmbeddedServerException(
          "PostgreSQL on " + dataDirectory + " is not started: call start() first");
    }
    return now;
  }

  /** Whether the server process runs right now; false for the moments of a restart. */
  public boolean isAlive() {
    Running now = running;
    return now != null && now.server().isAlive();
  }

  /**
   * Address of the database, complete with user and password: it is a secret.
   *
   * @throws EmbeddedServerException if not started
   */
  public String jdbcUrl() {
    return url(port(), password());
  }

  private static String url(int port, String password) {
    return "jdbc:postgresql://"
        + Postmaster.HOST
        + ":"
        + port
        + "/"
        + PostgresCluster.DATABASE
        + "?user="
        + PostgresCluster.USER
        + "&password="
        + password;
  }

  /**
   * Address of the server that somebody else runs on a data folder, complete with user and
   * password: it is a secret.
   *
   * @param dataDirectory the folder
   * @return empty where nobody runs one, or it does not accept connections yet
   * @throws EmbeddedServerException if the files of the folder cannot be read
   */
  public static Optional<String> findRunning(Path dataDirectory) {
    try {
      if (!Files.isDirectory(dataDirectory) || !DirectoryLock.isHeld(dataDirectory.toRealPath())) {
        return Optional.empty();
      }
      return PostmasterFile.read(dataDirectory.resolve(PostgresCluster.FOLDER))
          .filter(PostmasterFile::ready)
          .map(server -> url(server.port(), PostgresCluster.password(dataDirectory)));
    } catch (IOException failure) {
      throw new EmbeddedServerException(
          "The files of the embedded PostgreSQL in "
              + dataDirectory
              + " cannot be read: run this as the user that runs it",
          failure);
    }
  }

  /** Name of the database's owner. */
  public String user() {
    return PostgresCluster.USER;
  }

  /**
   * Password of {@link #user()}: random, made with the data folder, kept in its file {@code
   * password}.
   *
   * @throws EmbeddedServerException if not started, or the file cannot be read
   */
  public String password() {
    return current().cluster().password();
  }

  /**
   * TCP port on 127.0.0.1; stays the same until {@link #close()}.
   *
   * @throws EmbeddedServerException if not started
   */
  public int port() {
    return current().server().port();
  }

  /**
   * Process id of the server; a restart after a crash changes it.
   *
   * @throws EmbeddedServerException if not started
   */
  public long pid() {
    return current().server().pid();
  }

  /** Stops the server within 20 seconds; see {@link #close(Duration)}. */
  @Override
  public void close() {
    close(CLOSE_LIMIT);
  }

  /**
   * Stops the server: ends its sessions, writes a checkpoint, and if that does not end within the
   * limit, kills it (the next start then recovers). Does nothing when not started or closed before.
   *
   * @param limit bound of the stop
   * @throws EmbeddedServerException if the stop fails; the data is safe all the same
   */
  public void close(Duration limit) {
    closed = true;
    Thread watching = supervisor;
    if (watching != null) {
      watching.interrupt();
    }
    lifecycle.lock();
    try {
      Running last = running;
      running = null;
      supervisor = null;
      if (last != null) {
        stop(last, limit);
      }
    } finally {
      lifecycle.unlock();
    }
  }

  private static void stop(Running last, Duration limit) {
    try {
      last.server().stop(limit);
      new PostgresOrphans(last.cluster().folder()).end();
    } catch (IOException failure) {
      throw new EmbeddedServerException("PostgreSQL cannot be stopped", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("Interrupted while stopping PostgreSQL", interrupted);
    } finally {
      last.lock().close();
    }
  }
}
