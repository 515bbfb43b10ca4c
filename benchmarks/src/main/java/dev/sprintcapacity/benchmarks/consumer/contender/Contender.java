package dev.sprintcapacity.benchmarks.consumer.contender;

/**
 * One way to consume, with the settings its makers advise and as much concurrency as it can use.
 * Open: peers come and go.
 */
public interface Contender {
  /** Handlers at once, for those that can be told; the default of the SDK. */
  int CONCURRENCY = 1_000;

  /** As it is called in tables. */
  String name();

  /** What it is compared as. */
  Role role();

  /** Begins to consume from the first record on. */
  Running start(Source source, Handling handling);

  /** What a contender is compared as. */
  enum Role {
    /** The product. */
    OURS,
    /** What the product wants to beat. */
    PEER,
    /** What any of them is built on: a yardstick. */
    BASELINE
  }

  /** A consumer at work; ends, and leaves its group, when closed. */
  interface Running extends AutoCloseable {
    @Override
    void close();
  }
}
