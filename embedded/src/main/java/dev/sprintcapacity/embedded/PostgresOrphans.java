package dev.sprintcapacity.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server processes of an earlier owner that still use a cluster: a whole server whose JVM was
 * killed, or the children of a killed server. The caller owns the data folder, so that whatever
 * still runs on it is ownerless.
 */
final class PostgresOrphans {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresOrphans.class);

  /** A clean end writes a checkpoint; what takes longer is ended without one and recovers. */
  private static final Duration FAST_LIMIT = Duration.ofSeconds(10);

  /** Children notice the death of their server within milliseconds unless they are busy. */
  private static final Duration CHILDREN_LIMIT = Duration.ofSeconds(2);

  private static final Duration KILL_LIMIT = Duration.ofSeconds(5);

  /** The start time is written in whole seconds, a moment after the process began. */
  private static final Duration START_TOLERANCE = Duration.ofMinutes(1);

  private static final Path PROCESSES = Path.of("/proc");

  private final Path cluster;

  PostgresOrphans(Path cluster) {
    this.cluster = cluster;
  }

  /**
   * Ends them all, so that a new server can start; returns at once where the last server ended
   * cleanly.
   *
   * @throws EmbeddedServerException if a process cannot be ended within its limits
   */
  void end() throws IOException {
    Path file = cluster.resolve(PostmasterFile.NAME);
    if (!Files.exists(file)) {
      return;
    }
    Optional<PostmasterFile> written = PostmasterFile.read(cluster);
    Optional<ProcessHandle> server = written.flatMap(this::liveServer);
    if (server.isPresent()) {
      LOG.warn(
          "PostgreSQL (pid {}) of an earlier start still runs on {}; stopping it",
          server.get().pid(),
          cluster);
      stop(server.get());
    }
    endChildren();
    if (written.isEmpty() || isFinished(written.get())) {
      Files.deleteIfExists(file);
    }
  }

  private void stop(ProcessHandle server) throws IOException {
    Signals.interrupt(server);
    if (!awaitEnd(server, FAST_LIMIT)) {
      Signals.quit(server);
      if (!awaitEnd(server, KILL_LIMIT)) {
        server.destroyForcibly();
      }
    }
  }

  /** Not just {@link ProcessHandle#isAlive()}: an orphan stays a zombie until init cares for it. */
  private boolean awaitEnd(ProcessHandle server, Duration limit) {
    Deadline deadline = Deadline.in(limit);
    while (isServing(server) && deadline.pause()) {
      LOG.trace("Waiting for the end of process {}", server.pid());
    }
    return !isServing(server);
  }

  private boolean isServing(ProcessHandle server) {
    return server.isAlive() && (!Files.isDirectory(PROCESSES) || worksHere(server));
  }

  private void endChildren() throws IOException {
    awaitNone(CHILDREN_LIMIT);
    List<ProcessHandle> left = processes();
    for (ProcessHandle process : left) {
      LOG.warn("Killing PostgreSQL process {} that still uses {}", process.pid(), cluster);
      process.destroyForcibly();
    }
    awaitNone(KILL_LIMIT);
    left = processes();
    if (!left.isEmpty()) {
      throw new EmbeddedServerException(
          "PostgreSQL processes of an earlier start cannot be ended: "
              + left.stream().map(ProcessHandle::pid).toList()
              + " still use "
              + cluster
              + "; end them by hand.");
    }
  }

  private void awaitNone(Duration limit) throws IOException {
    Deadline deadline = Deadline.in(limit);
    while (!processes().isEmpty() && deadline.pause()) {
      LOG.trace("Waiting for the last processes of the earlier server on {}", cluster);
    }
  }

  /** All processes that work in the cluster; empty where the system does not tell (no /proc). */
  List<ProcessHandle> processes() throws IOException {
    if (!Files.isDirectory(PROCESSES)) {
      return List.of();
    }
    return ProcessHandle.allProcesses().filter(this::worksHere).toList();
  }

  private boolean worksHere(ProcessHandle process) {
    Path own = PROCESSES.resolve(Long.toString(process.pid()));
    try {
      // a zombie has neither link; a process of someone else shows none
      return Files.readSymbolicLink(own.resolve("cwd")).equals(cluster)
          && isPostgres(Files.readSymbolicLink(own.resolve("exe")).toString());
    } catch (IOException notOurs) {
      return false;
    }
  }

  private Optional<ProcessHandle> liveServer(PostmasterFile written) {
    Optional<ProcessHandle> process =
        ProcessHandle.of(written.pid()).filter(ProcessHandle::isAlive);
    return Files.isDirectory(PROCESSES)
        ? process.filter(this::worksHere).filter(handle -> startedAsWritten(handle, written))
        : process
            .filter(handle -> handle.info().command().filter(this::isPostgres).isPresent())
            .filter(handle -> namesCluster(handle.info()))
            .filter(handle -> startedAsWritten(handle, written));
  }

  private boolean namesCluster(ProcessHandle.Info info) {
    return info.arguments().map(List::of).orElse(List.of()).contains(cluster.toString());
  }

  private static boolean startedAsWritten(ProcessHandle process, PostmasterFile written) {
    Optional<Instant> start = process.info().startInstant();
    return start.isEmpty()
        || Duration.between(start.get(), written.startedAt()).abs().compareTo(START_TOLERANCE) < 0;
  }

  /** Whether the written process is certainly not a server any more, so that its file may go. */
  private boolean isFinished(PostmasterFile written) {
    return Files.isDirectory(PROCESSES)
        || ProcessHandle.of(written.pid()).filter(ProcessHandle::isAlive).isEmpty();
  }

  private boolean isPostgres(String program) {
    // Linux marks a program whose file was replaced since
    return Path.of(program.replace(" (deleted)", "")).endsWith("postgres");
  }
}
