package dev.sprintcapacity.cli.database;

import dev.sprintcapacity.cli.CliException;
import dev.sprintcapacity.settings.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Finds the PostgreSQL of a running {@code sprintcap up} by its data folder: the server writes its
 * port into {@code postmaster.pid}, and the password of its only user lies beside it, readable by
 * its owner.
 */
final class EmbeddedDatabase {
  private static final String NAME = "sprintcap";
  private static final String FOLDER = "postgres";
  private static final String SERVER_FILE = "pgdata/postmaster.pid";
  private static final String PASSWORD_FILE = "password";

  /** Lines of the server's file. */
  private static final int PORT_LINE = 3;

  private static final int ADDRESS_LINE = 5;

  private EmbeddedDatabase() {}

  /**
   * The database of a data folder.
   *
   * @param data folder of the embedded servers, as {@code SPRINTCAP_DATA} names it
   * @return its address; empty where no server runs on the folder
   * @throws CliException where the server's files cannot be read
   */
  static Optional<DatabaseAddress> find(Path data) {
    Path folder = data.resolve(FOLDER);
    Path server = folder.resolve(SERVER_FILE);
    if (!Files.exists(server)) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(server);
      if (lines.size() <= ADDRESS_LINE) {
        return Optional.empty();
      }
      String password = Files.readString(folder.resolve(PASSWORD_FILE)).strip();
      return Optional.of(
          new DatabaseAddress(
              "jdbc:postgresql://%s:%s/%s"
                  .formatted(lines.get(ADDRESS_LINE).strip(), lines.get(PORT_LINE).strip(), NAME),
              NAME,
              password));
    } catch (IOException e) {
      throw new CliException(
          "cannot read the files of the embedded PostgreSQL in %s (%s): run this as the user that runs sprintcap up"
              .formatted(folder, e.getClass().getSimpleName()),
          e);
    }
  }
}
