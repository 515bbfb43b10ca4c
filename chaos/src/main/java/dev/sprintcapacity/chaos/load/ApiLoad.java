package dev.sprintcapacity.chaos.load;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.history.WriteLog;
import dev.sprintcapacity.chaos.process.Await;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Clients that write through the REST API until they are stopped. */
public final class ApiLoad implements AutoCloseable {
  /** Sprints that contending clients share: few enough to meet, more than clients. */
  private static final int SHARED_SPRINTS = 48;

  private static final int OWN_SPRINTS = 8;

  /** A client may be in the middle of its patience with an instance. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

  private final LoadShape shape;
  private final ApiClient api;
  private final Answers answers = new Answers();
  private final List<LoadClient> clients = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean ending;
  private volatile @Nullable RuntimeException failure;

  /** Clients of these instances, which note every write in the log. */
  public ApiLoad(List<URI> instances, WriteLog log, LoadShape shape, long seed) {
    this.shape = shape;
    this.api = new ApiClient(instances, answers);
    SprintPool shared = new SprintPool(SHARED_SPRINTS);
    for (int i = 0; i < shape.clients(); i++) {
      clients.add(
          new LoadClient(
              api,
              log,
              shape.contending() ? shared : new SprintPool(OWN_SPRINTS),
              new SplittableRandom(seed + i),
              "chaos-%d-%d".formatted(seed, i)));
    }
  }

  /** Begins to write. */
  public void start() {
    for (LoadClient client : clients) {
      threads.add(Thread.ofVirtual().name("chaos-client").start(() -> run(client)));
    }
  }

  private void run(LoadClient client) {
    try {
      while (!ending) {
        client.runOnce();
        Await.pause(shape.pause());
      }
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  /** What the API answered. */
  public Answers answers() {
    return answers;
  }

  /**
   * Ends: every client finishes the write it is at.
   *
   * @throws ChaosException if a client failed or does not end
   */
  public void stop() {
    ending = true;
    try {
      for (Thread thread : threads) {
        if (!thread.join(STOP_LIMIT)) {
          throw new ChaosException("a client does not end within " + STOP_LIMIT);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChaosException("interrupted while clients ended", e);
    } finally {
      api.close();
    }
    RuntimeException failed = failure;
    if (failed != null) {
      throw new ChaosException("a client failed", failed);
    }
  }

  /** As {@link #stop}. */
  @Override
  public void close() {
    stop();
  }
}
