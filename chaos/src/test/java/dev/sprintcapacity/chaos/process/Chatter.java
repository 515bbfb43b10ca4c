package dev.sprintcapacity.chaos.process;

import java.time.Duration;

/** A child for tests: says where it is, counts on, and tells when it is asked to end. */
final class Chatter {
  private Chatter() {}

  static void main(String[] arguments) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("asked to end")));
    System.out.println("hello " + String.join(",", arguments) + " " + System.getenv("CHATTER"));
    System.out.println("kafka variable " + System.getenv("KAFKA_FOREIGN"));
    for (int count = 1; ; count++) {
      System.out.println("count " + count);
      Await.pause(Duration.ofMillis(5));
    }
  }
}
