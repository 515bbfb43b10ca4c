package dev.sprintcapacity.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running PostgreSQL server process. */
final class Postmaster {
  private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);

  static final String HOST = "127.0.0.1";

  /** On the command line, so that neither a file nor ALTER SYSTEM can make the server forget. */
  private static final List<String> DURABILITY =
      List.of("fsync=on", "full_page_writes=on", "synchronous_commit=on");

  /** Recovery after a crash replays at most the default max_wal_size of 1 GB. */
  private static final Duration READY_LIMIT = Duration.ofMinutes(2);

  private static final long POLL_MILLIS = 5;

  /** Share of the stop limit for a clean stop; the rest is for harder ways. */
  private static final double FAST_SHARE = 0.6;

  private static final int LOG_EXCERPT_BYTES = 2_000;

  /** The log keeps one older file of this size. */
  private static final long LOG_LIMIT_BYTES = 4L * 1024 * 1024;

  private final PostgresCluster cluster;
  private final int port;
  private final Process process;
  private final long logStart;
  private volatile long pid;

  private Postmaster(PostgresCluster cluster, int port, Process process, long logStart) {
    this.cluster = cluster;
    this.port = port;
    this.process = process;
    this.logStart = logStart;
    this.pid = process.pid();
  }

  /** Starts the server in a session of its own: Ctrl-C at the terminal is not meant for it. */
  static Postmaster launch(PostgresCluster cluster, int port) throws IOException {
    List<String> server = new ArrayList<>();
    server.addAll(List.of(cluster.program("postgres"), "-D", cluster.folder().toString()));
    setting(server, "port=" + port);
    setting(server, "listen_addresses=" + HOST);
    setting(server, "unix_socket_directories=");
    setting(server, "recovery_init_sync_method=" + DiskSync.method());
    DURABILITY.forEach(value -> setting(server, value));
    ProcessBuilder builder =
        new ProcessBuilder(Command.join(Session.PREFIX, cluster.account().command(server)));
    Command.cleanEnvironment(builder.environment());
    builder.directory(cluster.folder().toFile());
    builder.redirectErrorStream(true);
    rotate(cluster.log());
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(cluster.log().toFile()));
    long logStart = Files.exists(cluster.log()) ? Files.size(cluster.log()) : 0;
    Process process = builder.start();
    process.getOutputStream().close();
    return new Postmaster(cluster, port, process, logStart);
  }

  private static void setting(List<String> server, String value) {
    server.add("-c");
    server.add(value);
  }

  private static void rotate(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  long pid() {
    return pid;
  }

  int port() {
    return port;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Blocks until the server has ended; returns its exit code. */
  int awaitEnd() throws InterruptedException {
    return process.waitFor();
  }

  /**
   * Blocks until connections are accepted.
   *
   * @throws PostmasterEndedException if the server ended instead
   * @throws EmbeddedServerException if it is not ready within two minutes
   */
  void awaitReady() throws IOException, InterruptedException {
    Deadline deadline = Deadline.in(READY_LIMIT);
    while (!deadline.hasPassed()) {
      if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new PostmasterEndedException(process.exitValue(), logExcerpt());
      }
      Optional<PostmasterFile> file = PostmasterFile.read(cluster.folder());
      if (file.isPresent() && file.get().ready() && isOurs(file.get().pid())) {
        pid = file.get().pid();
        return;
      }
    }
    throw new EmbeddedServerException(
        "PostgreSQL is not ready after "
            + READY_LIMIT.toSeconds()
            + " s; the end of "
            + cluster.log()
            + ": "
            + logExcerpt());
  }

  private boolean isOurs(long candidate) {
    return candidate == process.pid()
        || process.descendants().anyMatch(child -> child.pid() == candidate);
  }

  /**
   * Stops the server: cleanly if it can within 60 % of the limit, else at once, else by force.
   *
   * @param limit bound of the whole stop
   */
  void stop(Duration limit) throws IOException, InterruptedException {
    Optional<ProcessHandle> server = ProcessHandle.of(pid);
    if (server.isEmpty() || !process.isAlive()) {
      return;
    }
    long fastMillis = (long) (limit.toMillis() * FAST_SHARE);
    Signals.interrupt(server.get());
    if (process.waitFor(fastMillis, TimeUnit.MILLISECONDS)) {
      return;
    }
    LOG.warn("PostgreSQL (pid {}) did not stop within {} ms; stopping it at once", pid, fastMillis);
    Signals.quit(server.get());
    if (!process.waitFor(limit.toMillis() - fastMillis, TimeUnit.MILLISECONDS)) {
      LOG.warn("Killing PostgreSQL (pid {})", pid);
      server.get().destroyForcibly();
      process.destroyForcibly();
    }
  }

  /** The end of what this server process has written to its log. */
  String logExcerpt() {
    try (RandomAccessFile log = new RandomAccessFile(cluster.log().toFile(), "r")) {
      long begin = Math.max(logStart, log.length() - LOG_EXCERPT_BYTES);
      byte[] excerpt = new byte[(int) Math.max(0, log.length() - begin)];
      log.seek(begin);
      log.readFully(excerpt);
      return new String(excerpt, StandardCharsets.UTF_8).strip();
    } catch (IOException unreadable) {
      return "(" + cluster.log() + " cannot be read: " + unreadable.getMessage() + ")";
    }
  }
}
