package dev.sprintcapacity.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * The files of one database cluster below the data folder: {@code pgdata} (the cluster itself),
 * {@code password} (of its only user, readable by its owner) and {@code postgres.log}.
 */
final class PostgresCluster {
  static final String FOLDER = "pgdata";
  static final String USER = "sprintcap";
  static final String DATABASE = "sprintcap";

  private static final String UNFINISHED_FOLDER = "pgdata.unfinished";
  private static final String PASSWORD_FILE = "password";
  private static final String LOG_FILE = "postgres.log";
  private static final String MAJOR_VERSION = "18";
  private static final int PASSWORD_BYTES = 24;

  /** Initialising takes half a second here; a slow disk may need a hundred times as long. */
  private static final Duration INITIALISE_LIMIT = Duration.ofMinutes(1);

  /**
   * Written to postgresql.conf when the cluster is created, where an operator may change them. What
   * durability needs is not here but on the command line of every start.
   */
  private static final List<String> TUNING =
      List.of(
          "shared_buffers=128MB",
          "max_connections=100",
          "wal_level=replica",
          "jit=off",
          "log_checkpoints=off",
          // LOG, FATAL and PANIC only: a statement's error goes to its client, not to the disk
          "log_min_messages=log");

  private final Path directory;
  private final Path home;
  private final PostgresAccount account;

  PostgresCluster(Path directory, Path home, PostgresAccount account) {
    this.directory = directory;
    this.home = home;
    this.account = account;
  }

  Path folder() {
    return directory.resolve(FOLDER);
  }

  Path log() {
    return directory.resolve(LOG_FILE);
  }

  PostgresAccount account() {
    return account;
  }

  String program(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  /**
   * The password of {@link #USER}, random per data folder.
   *
   * @throws EmbeddedServerException if the file cannot be read
   */
  String password() {
    return password(directory);
  }

  /**
   * The same of a data folder.
   *
   * @throws EmbeddedServerException if the file cannot be read
   */
  static String password(Path directory) {
    try {
      return Files.readString(directory.resolve(PASSWORD_FILE), StandardCharsets.UTF_8).strip();
    } catch (IOException unreadable) {
      throw new EmbeddedServerException(
          "The password of the embedded PostgreSQL cannot be read from "
              + directory.resolve(PASSWORD_FILE),
          unreadable);
    }
  }

  /**
   * Creates the cluster where there is none. It is made beside its final place, written through to
   * the disk once and then renamed: a start that is killed in between begins anew.
   */
  void createIfAbsent() throws IOException {
    if (Files.exists(folder())) {
      requireVersion();
      return;
    }
    Path unfinished = directory.resolve(UNFINISHED_FOLDER);
    Folders.delete(unfinished);
    writePassword();
    initdb(
        unfinished,
        List.of(
            "--no-sync",
            "--username=" + USER,
            "--auth=scram-sha-256",
            "--pwfile=" + directory.resolve(PASSWORD_FILE),
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-instructions"));
    createDatabase(unfinished);
    initdb(unfinished, List.of("--sync-only", "--sync-method=" + DiskSync.method()));
    Files.move(unfinished, folder(), StandardCopyOption.ATOMIC_MOVE);
    Folders.force(directory);
  }

  private void requireVersion() throws IOException {
    Path file = folder().resolve("PG_VERSION");
    String version = Files.readString(file, StandardCharsets.UTF_8).strip();
    if (!version.equals(MAJOR_VERSION)) {
      throw new EmbeddedServerException(
          folder()
              + " was made by PostgreSQL "
              + version
              + ", this is PostgreSQL "
              + MAJOR_VERSION
              + ": upgrade it with pg_upgrade, or choose another folder with SPRINTCAP_DATA.");
    }
  }

  private void writePassword() throws IOException {
    byte[] secret = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(secret);
    Path file = directory.resolve(PASSWORD_FILE);
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file,
        HexFormat.of().formatHex(secret) + "\n",
        StandardOpenOption.WRITE,
        StandardOpenOption.SYNC);
    if (account.otherUser()) {
      Files.setAttribute(file, "unix:uid", account.userId());
    }
  }

  private void initdb(Path cluster, List<String> options) throws IOException {
    List<String> command = Command.join(List.of(program("initdb"), "--pgdata=" + cluster), options);
    if (!options.contains("--sync-only")) {
      command = Command.join(command, TUNING.stream().map(setting -> "--set=" + setting).toList());
    }
    requireSuccess(Command.run(INITIALISE_LIMIT, account.command(command)), cluster);
  }

  /** In single-user mode: the database is there before the server is first reachable. */
  private void createDatabase(Path cluster) throws IOException {
    Command.Outcome outcome =
        Command.run(
            INITIALISE_LIMIT,
            account.command(
                List.of(
                    program("postgres"),
                    "--single",
                    "-F",
                    "-j",
                    "-D",
                    cluster.toString(),
                    "postgres")),
            "create database " + DATABASE + ";\n\n");
    requireSuccess(outcome, cluster);
  }

  private static void requireSuccess(Command.Outcome outcome, Path cluster) {
    if (!outcome.succeeded()) {
      throw new EmbeddedServerException(
          "The PostgreSQL cluster "
              + cluster
              + " cannot be created (exit code "
              + outcome.exitCode()
              + "): "
              + outcome.output());
    }
  }
}
