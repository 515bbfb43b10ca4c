package dev.sprintcapacity.postgres;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables of a database up to what this version of the product needs. */
public final class Migrations {

  private static final String LOCATION = "classpath:db/migration";

  private Migrations() {}

  /**
   * Runs the migrations that this database has not seen. Safe to call from several instances at
   * once: one works, the others wait for it.
   *
   * <p>A database that a newer version has migrated is left as it is, so that instances of both
   * versions can run while one replaces the other.
   *
   * @throws PostgresException if a migration fails, or one that was applied is not the one of this
   *     version
   */
  public static void migrate(DataSource dataSource) {
    try {
      Flyway.configure()
          .dataSource(dataSource)
          .locations(LOCATION)
          .failOnMissingLocations(true)
          .validateMigrationNaming(true)
          .load()
          .migrate();
    } catch (FlywayException failure) {
      throw new PostgresException(
          "Could not migrate the database from %s: %s".formatted(LOCATION, failure.getMessage()),
          failure);
    }
  }
}
