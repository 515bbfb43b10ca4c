package dev.sprintcapacity.postgres;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waits for what another thread or the server has to do first. */
public final class TestWaiting {

  private static final Duration STEP = Duration.ofMillis(5);

  private TestWaiting() {}

  public static void until(String what, Callable<Boolean> condition) {
    Awaitility.await(what).atMost(Together.LIMIT).pollInterval(STEP).until(condition);
  }
}
