package dev.sprintcapacity.embedded;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Owns an embedded PostgreSQL until it is killed: {@code <data folder>}. */
final class PostgresOwnerMain {
  private PostgresOwnerMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    EmbeddedPostgres postgres = new EmbeddedPostgres(Path.of(arguments[0]), 0);
    postgres.start();
    System.out.println("ready " + postgres.pid() + " " + postgres.jdbcUrl());
    System.out.flush();
    new CountDownLatch(1).await();
  }
}
