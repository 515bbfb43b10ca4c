package dev.sprintcapacity.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whose rights the PostgreSQL programs get. They refuse to run as root, so a root process starts
 * them in a user namespace of their own where there is no root (the files then stay root's and no
 * folder needs other permissions), or, where such namespaces are forbidden, as another user who is
 * given the data folder.
 *
 * @param prefix words put before each program; they replace themselves by the program
 * @param otherUser whether the programs run as a user other than this JVM's
 * @param userId the numeric owner the data folder must have
 */
record PostgresAccount(List<String> prefix, boolean otherUser, int userId) {
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(10);
  private static final int ROOT = 0;

  PostgresAccount {
    prefix = List.copyOf(prefix);
  }

  /**
   * Chooses the first way that works here, and gives it the data folder.
   *
   * @param dataDirectory an existing folder
   * @throws EmbeddedServerException if this JVM runs as root and no way works
   */
  static PostgresAccount choose(Path dataDirectory) throws IOException {
    int self = userIdOf(List.of()).orElse(-1);
    if (self != ROOT) {
      return new PostgresAccount(List.of(), false, self);
    }
    List<String> namespace = List.of("unshare", "-U");
    if (userIdOf(namespace).filter(id -> id != ROOT).isPresent()) {
      return new PostgresAccount(namespace, false, ROOT).owning(dataDirectory);
    }
    for (String user : List.of("postgres", "nobody")) {
      for (List<String> prefix : waysToBecome(user)) {
        Optional<Integer> id = userIdOf(prefix).filter(other -> other != ROOT);
        if (id.isPresent()) {
          PostgresAccount account =
              new PostgresAccount(prefix, true, id.get()).owning(dataDirectory);
          account.requireAccess(dataDirectory, user);
          return account;
        }
      }
    }
    throw new EmbeddedServerException(
        "PostgreSQL refuses to run as root, and none of 'unshare -U', 'setpriv' and 'runuser' works"
            + " here: start this program as a normal user, allow user namespaces, or set"
            + " DATABASE_URL to a PostgreSQL of your own.");
  }

  /** The program with its arguments, as this account runs it. */
  List<String> command(List<String> program) {
    return Command.join(prefix, program);
  }

  private static List<List<String>> waysToBecome(String user) {
    List<List<String>> ways = new ArrayList<>();
    Command.Outcome group = Command.tryRun(PROBE_LIMIT, List.of("id", "-g", user));
    if (group.succeeded()) {
      ways.add(
          List.of("setpriv", "--reuid=" + user, "--regid=" + group.output(), "--clear-groups"));
    }
    ways.add(List.of("runuser", "-u", user, "--"));
    return ways;
  }

  private static Optional<Integer> userIdOf(List<String> prefix) {
    Command.Outcome id = Command.tryRun(PROBE_LIMIT, Command.join(prefix, List.of("id", "-u")));
    return id.succeeded() && id.output().matches("\\d{1,9}")
        ? Optional.of(Integer.valueOf(id.output()))
        : Optional.empty();
  }

  /** Earlier starts may have run as another account: the folder follows the account. */
  private PostgresAccount owning(Path dataDirectory) throws IOException {
    if (ownerOf(dataDirectory) != userId
        || Stream.of(PostgresCluster.FOLDER)
            .map(dataDirectory::resolve)
            .filter(Files::exists)
            .anyMatch(folder -> ownerOf(folder) != userId)) {
      try (Stream<Path> files = Files.walk(dataDirectory)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          if (!Files.isSymbolicLink(file)) {
            Files.setAttribute(file, "unix:uid", userId);
          }
        }
      }
    }
    return this;
  }

  private static int ownerOf(Path file) {
    try {
      return (int) Files.getAttribute(file, "unix:uid");
    } catch (IOException unreadable) {
      throw new EmbeddedServerException("Cannot read the owner of " + file, unreadable);
    }
  }

  private void requireAccess(Path dataDirectory, String user) {
    Command.Outcome access =
        Command.tryRun(PROBE_LIMIT, command(List.of("test", "-w", dataDirectory.toString())));
    if (!access.succeeded()) {
      throw new EmbeddedServerException(
          "PostgreSQL refuses to run as root and cannot reach "
              + dataDirectory
              + " as user "
              + user
              + ": choose a folder this user can reach with SPRINTCAP_DATA, or start this program"
              + " as a normal user.");
    }
  }
}
