package dev.sprintcapacity.service.relay;

import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.service.publication.CommittedEvents;
import dev.sprintcapacity.service.relay.lines.LoggedLines;
import dev.sprintcapacity.service.relay.lines.PublicationLog;
import dev.sprintcapacity.service.relay.ports.RelayPorts;
import dev.sprintcapacity.service.relay.ports.RelayProbe;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the event log to Kafka: every committed event exactly once for {@code read_committed}
 * consumers, and in the order of its sprint. Of all instances with one name, one publishes and the
 * others stand by. Thread-safe.
 */
public final class Relay implements CommittedEvents {

  private final RelaySettings settings;
  private final RelayProbe probe;
  private final RelayMetrics metrics;
  private final PublicationLog publicationLog;
  private final WakeUp wakeUp = new WakeUp();
  private final ReentrantLock lifecycle = new ReentrantLock();

  private volatile RelayStatus status = new RelayStatus.Disabled();
  private volatile boolean closing;
  private @Nullable Thread thread;
  private @Nullable KafkaThread lane;

  /**
   * A relay, not running yet.
   *
   * @param settings how to relay
   * @param clock for the age of events in the metrics; no decision rests on it
   */
  public Relay(RelaySettings settings, InstantSource clock) {
    this(settings, clock, RelayProbe.NONE);
  }

  Relay(RelaySettings settings, InstantSource clock, RelayProbe probe) {
    this.settings = settings;
    this.probe = probe;
    this.metrics = new RelayMetrics(clock);
    this.publicationLog = new PublicationLog(System::nanoTime);
  }

  /**
   * Begins, and returns at once: neither the database nor Kafka need to be there yet. Does nothing
   * where the settings say so, or when called again.
   */
  public void start() {
    lifecycle.lock();
    try {
      if (!settings.enabled() || thread != null || closing) {
        return;
      }
      status = new RelayStatus.Connecting("starting");
      KafkaThread started = KafkaThread.start(settings.name());
      lane = started;
      RelayPorts ports =
          new RelayPorts(
              new PostgresLog(settings.database()),
              () -> new KafkaLink(settings, probe),
              started,
              System::nanoTime);
      RelayLoop loop =
          new RelayLoop(
              settings.name(),
              settings.pace(),
              ports,
              probe,
              metrics,
              new LoggedLines(settings.name(), publicationLog),
              now -> status = now);
      thread = Thread.ofPlatform().daemon().name("relay-" + settings.name()).start(() -> run(loop));
    } finally {
      lifecycle.unlock();
    }
  }

  private void run(RelayLoop loop) {
    try {
      while (!closing) {
        wakeUp.await(loop.runOnce());
      }
      loop.close();
    } catch (Error e) {
      loop.close();
      status = new RelayStatus.Refused("the relay ended with " + e + "; restart this instance");
      throw e;
    }
  }

  /**
   * Stops: completes the transaction in flight, then frees the leadership. May be called again, and
   * before {@link #start}, which then does nothing.
   *
   * @param limit after this time the transaction in flight is given up; a successor ends it
   */
  public void close(Duration limit) {
    lifecycle.lock();
    try {
      closing = true;
      wakeUp.ring();
      Thread running = thread;
      KafkaThread open = lane;
      if (running == null || open == null) {
        return;
      }
      if (!running.join(limit)) {
        running.interrupt();
        open.closeAtOnce();
      } else {
        open.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lifecycle.unlock();
    }
  }

  /** What this instance does right now. */
  public RelayStatus status() {
    return status;
  }

  /** What this instance has done. */
  public RelayMetrics metrics() {
    return metrics;
  }

  /**
   * Wakes the relay, or says that the events have to wait for Kafka in the event log. Never blocks.
   */
  @Override
  public void committed(List<EncodedEvent> events) {
    switch (status) {
      case RelayStatus.Active _ -> wakeUp.ring();
      case RelayStatus.StandBy _ -> {
        // the instance that leads finds them with its next poll
      }
      case RelayStatus.Disabled _ -> publicationLog.kept(events);
      case RelayStatus.Connecting _, RelayStatus.Refused _ -> {
        if (!events.isEmpty()) {
          metrics.waiting(events.getFirst().time());
        }
        publicationLog.kept(events);
      }
    }
  }
}
