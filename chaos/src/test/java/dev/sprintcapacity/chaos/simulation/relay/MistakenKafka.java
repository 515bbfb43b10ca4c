package dev.sprintcapacity.chaos.simulation.relay;

import dev.sprintcapacity.postgres.eventlog.PublishedEvent;
import dev.sprintcapacity.postgres.eventlog.StoredEvent;
import dev.sprintcapacity.service.relay.ports.CursorRecord;
import dev.sprintcapacity.service.relay.ports.FencedException;
import dev.sprintcapacity.service.relay.ports.KafkaConnection;
import dev.sprintcapacity.service.relay.ports.Readiness;
import dev.sprintcapacity.service.relay.ports.RelayException;
import dev.sprintcapacity.service.relay.ports.TopicEnds;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A connection with Kafka that does all but one thing right. */
class MistakenKafka implements KafkaConnection {
  private KafkaConnection real;

  MistakenKafka(KafkaConnection real) {
    this.real = real;
  }

  /** What was glanced at is taken for the cursor. */
  static final class CursorReadOnce extends MistakenKafka {
    private Optional<CursorRecord> seen = Optional.empty();

    CursorReadOnce(KafkaConnection real) {
      super(real);
    }

    @Override
    public Optional<CursorRecord> glanceAtCursor() {
      seen = super.glanceAtCursor();
      return seen;
    }

    @Override
    public Optional<CursorRecord> readCursor() {
      return seen;
    }
  }

  /** Does not wait for transactions that hide the newest one. */
  static final class CursorOnlyGlancedAt extends MistakenKafka {
    CursorOnlyGlancedAt(KafkaConnection real) {
      super(real);
    }

    @Override
    public Optional<CursorRecord> readCursor() {
      return super.glanceAtCursor();
    }
  }

  /** Takes a failed publication for one that did not happen. */
  static final class PublishedAgain extends MistakenKafka {
    private final Supplier<KafkaConnection> connections;

    PublishedAgain(Supplier<KafkaConnection> connections) {
      super(connections.get());
      this.connections = connections;
    }

    @Override
    public void publish(List<StoredEvent> events, CursorRecord cursor) {
      try {
        super.publish(events, cursor);
      } catch (FencedException e) {
        throw e;
      } catch (RelayException _) {
        KafkaConnection next = connections.get();
        next.takeOver();
        next.publish(events, cursor);
        goesOnWith(next);
      }
    }
  }

  void goesOnWith(KafkaConnection next) {
    real.abort();
    real = next;
  }

  @Override
  public Readiness prepare() {
    return real.prepare();
  }

  @Override
  public Optional<CursorRecord> glanceAtCursor() {
    return real.glanceAtCursor();
  }

  @Override
  public Optional<CursorRecord> readCursor() {
    return real.readCursor();
  }

  @Override
  public TopicEnds readTail() {
    return real.readTail();
  }

  @Override
  public Optional<PublishedEvent> findLost(List<PublishedEvent> published, TopicEnds tail) {
    return real.findLost(published, tail);
  }

  @Override
  public String clusterId() {
    return real.clusterId();
  }

  @Override
  public void rehearse() {
    real.rehearse();
  }

  @Override
  public void takeOver() {
    real.takeOver();
  }

  @Override
  public void publish(List<StoredEvent> events, CursorRecord cursor) {
    real.publish(events, cursor);
  }

  @Override
  public void abort() {
    real.abort();
  }

  @Override
  public void closeReaders() {
    real.closeReaders();
  }
}
