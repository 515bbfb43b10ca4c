package dev.sprintcapacity.service.wiring;

import dev.sprintcapacity.service.RunningService;
import dev.sprintcapacity.service.StartException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** What was started, in order; stopped in reverse, whatever fails on the way. */
final class StartedService implements RunningService {

  private static final Logger log = LoggerFactory.getLogger(StartedService.class);

  /** The Kafka transaction in flight takes milliseconds; where Kafka hangs, a successor ends it. */
  static final Duration RELAY_WAIT = Duration.ofSeconds(3);

  private final Duration requestWait;
  private final Deque<Runnable> stops = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable ServletWebServerApplicationContext context;
  private int port;

  StartedService(Duration requestWait) {
    this.requestWait = requestWait;
  }

  void add(Runnable stop) {
    stops.push(stop);
  }

  void serving(ServletWebServerApplicationContext running) {
    context = running;
    port = Objects.requireNonNull(running.getWebServer(), "web server").getPort();
  }

  /** The application behind the routes. */
  ServletWebServerApplicationContext context() {
    return Objects.requireNonNull(context, "the service is not started");
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public MeterRegistry meters() {
    return context().getBean(MeterRegistry.class);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (stops.isEmpty()) {
        return;
      }
      log.info("Stopping; running requests get {} s", requestWait.toSeconds());
      StartException failure = new StartException("Some parts did not stop");
      stopAll(failure);
      if (failure.getSuppressed().length > 0) {
        throw failure;
      }
      log.info("Stopped");
    } finally {
      lock.unlock();
    }
  }

  /** Stops what was started before the failure. */
  void closeAfter(RuntimeException failure) {
    lock.lock();
    try {
      stopAll(failure);
    } finally {
      lock.unlock();
    }
  }

  private void stopAll(RuntimeException failure) {
    while (!stops.isEmpty()) {
      try {
        stops.pop().run();
      } catch (RuntimeException another) {
        failure.addSuppressed(another);
      }
    }
  }
}
