package dev.sprintcapacity.postgres;

import dev.sprintcapacity.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** The one PostgreSQL of this JVM's tests, with a migrated database to copy; JUnit closes it. */
final class TestServer implements AutoCloseable {

  static final String TEMPLATE = "template_migrated";

  private final Path folder;
  private final EmbeddedPostgres server;

  TestServer() {
    try {
      folder = Files.createTempDirectory("sprint-capacity-postgres-test");
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot create a folder for the test server", failure);
    }
    server = new EmbeddedPostgres(folder.resolve("data"), 0);
    server.start();
    TestDatabase.execute(dataSource("postgres"), "create database " + TEMPLATE);
    Migrations.migrate(dataSource(TEMPLATE));
  }

  /** Connections to a database of this server, each one new. */
  PGSimpleDataSource dataSource(String database) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setServerNames(new String[] {"127.0.0.1"});
    dataSource.setPortNumbers(new int[] {server.port()});
    dataSource.setDatabaseName(database);
    dataSource.setUser(server.user());
    dataSource.setPassword(server.password());
    return dataSource;
  }

  @Override
  public void close() {
    server.close();
    try {
      Files.walkFileTree(folder, new Deletion());
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot delete " + folder, failure);
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
