package dev.sprintcapacity.service.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.postgres.eventlog.PublishedEvent;
import dev.sprintcapacity.postgres.eventlog.StoredEvent;
import dev.sprintcapacity.service.relay.ports.CursorRecord;
import dev.sprintcapacity.service.relay.ports.KafkaConnection;
import dev.sprintcapacity.service.relay.ports.Readiness;
import dev.sprintcapacity.service.relay.ports.RelayException;
import dev.sprintcapacity.service.relay.ports.RelayProbe;
import dev.sprintcapacity.service.relay.ports.RelayStep;
import dev.sprintcapacity.service.relay.ports.TopicEnds;
import dev.sprintcapacity.service.relay.rebuild.EventTopics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** A connection through Kafka's clients; also with what a rebuild needs beyond a relay. */
final class KafkaLink implements KafkaConnection {

  /** A broker that accepts no connection in this time is not there. */
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);

  private final KafkaClients clients;
  private final RelaySettings settings;
  private final RelayProbe probe;
  private volatile String clusterId = "";
  private volatile @Nullable Admin admin;
  private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
  private volatile @Nullable CursorTopic cursorTopic;
  private volatile @Nullable EventPublisher publisher;

  KafkaLink(RelaySettings settings, RelayProbe probe) {
    this.settings = settings;
    this.probe = probe;
    this.clients = new KafkaClients(settings);
  }

  @Override
  public Readiness prepare() {
    requireReachable();
    return using(
        "connect to Kafka",
        () -> {
          Admin opened = clients.admin();
          admin = opened;
          TopicSetup setup = new TopicSetup(opened, settings.topics());
          Readiness readiness = setup.ensure();
          clusterId = setup.clusterId();
          probe.reached(RelayStep.TOPICS_ENSURED);
          return readiness;
        });
  }

  @Override
  public Optional<CursorRecord> glanceAtCursor() {
    return using("read the cursor", () -> reader().glance().map(CursorRecord::fromJson));
  }

  @Override
  public Optional<CursorRecord> readCursor() {
    return using("read the cursor", () -> reader().newest().map(CursorRecord::fromJson));
  }

  @Override
  public TopicEnds readTail() {
    return using(
        "read the event topics",
        () -> {
          boolean shared = reader().hasOtherRelays();
          cursorTopic = null;
          TopicEnds tail = new TopicEnds(topicTail().lastEvents(), shared);
          probe.reached(RelayStep.TAIL_READ);
          return tail;
        });
  }

  @Override
  public Optional<PublishedEvent> findLost(List<PublishedEvent> published, TopicEnds tail) {
    return using("read the event topics", () -> topicTail().lost(published, tail));
  }

  @Override
  public String clusterId() {
    return clusterId;
  }

  @Override
  public void rehearse() {
    prepare();
    glanceAtCursor();
    readTail();
    using(
        "create a producer",
        () -> {
          clients.producer().close(Duration.ZERO);
          return true;
        });
  }

  @Override
  public void takeOver() {
    EventPublisher opened =
        using(
            "create a producer",
            () ->
                new EventPublisher(
                    clients.producer(), settings.topics().cursorTopic(), cursorKey(), probe));
    publisher = opened;
    opened.start();
    probe.reached(RelayStep.PRODUCER_READY);
  }

  @Override
  public void publish(List<StoredEvent> events, CursorRecord cursor) {
    openPublisher().publish(events, cursor);
  }

  /**
   * Whether the event topics hold any committed record; the tail is to be read before.
   *
   * @throws RelayException where they cannot be read
   */
  boolean topicsHoldRecords() {
    return using("read the event topics", () -> eventTopics().holdRecords(openConsumer()));
  }

  /**
   * Deletes the event topics with all that is in them and creates them again; the cursor must not
   * stand for them any more.
   *
   * @throws RelayException where Kafka does not
   */
  void replaceEventTopics() {
    using(
        "delete the event topics",
        () -> {
          eventTopics().delete();
          new TopicSetup(openAdmin(), settings.topics()).createEventTopics();
          return true;
        });
  }

  /** Deletes the cursor; see {@link EventPublisher#forgetCursor}. */
  void forgetCursor() {
    openPublisher().forgetCursor();
  }

  @Override
  public void closeReaders() {
    KafkaConsumer<byte[], byte[]> closingConsumer = consumer;
    consumer = null;
    cursorTopic = null;
    if (closingConsumer != null) {
      closingConsumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
    }
    Admin closingAdmin = admin;
    admin = null;
    if (closingAdmin != null) {
      closingAdmin.close(Duration.ZERO);
    }
  }

  @Override
  public void abort() {
    KafkaConsumer<byte[], byte[]> reading = consumer;
    if (reading != null) {
      reading.wakeup();
    }
    EventPublisher publishing = publisher;
    if (publishing != null) {
      publishing.close();
    }
  }

  private CursorTopic reader() {
    CursorTopic known = cursorTopic;
    if (known != null) {
      return known;
    }
    CursorTopic reader =
        new CursorTopic(openAdmin(), openConsumer(), settings.topics().cursorTopic(), cursorKey());
    cursorTopic = reader;
    return reader;
  }

  private EventPublisher openPublisher() {
    EventPublisher current = publisher;
    if (current == null) {
      throw new RelayException("the producer is closed", null);
    }
    return current;
  }

  private EventTopics eventTopics() {
    return new EventTopics(openAdmin(), TopicSetup.eventTopics());
  }

  private TopicTail topicTail() {
    return new TopicTail(openAdmin(), openConsumer());
  }

  private Admin openAdmin() {
    Admin open = admin;
    if (open == null) {
      throw new RelayException("the connection with Kafka is closed", null);
    }
    return open;
  }

  private KafkaConsumer<byte[], byte[]> openConsumer() {
    KafkaConsumer<byte[], byte[]> known = consumer;
    if (known != null) {
      return known;
    }
    KafkaConsumer<byte[], byte[]> opened = clients.consumer();
    consumer = opened;
    return opened;
  }

  private byte[] cursorKey() {
    return settings.name().getBytes(UTF_8);
  }

  /** Cheaper and quieter than a client that finds nobody. */
  private void requireReachable() {
    String servers = clients.bootstrapServers();
    for (String server : servers.split(",", -1)) {
      int colon = server.lastIndexOf(':');
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(
                server.substring(0, colon).strip(),
                Integer.parseInt(server.substring(colon + 1).strip())),
            (int) CONNECT_LIMIT.toMillis());
        return;
      } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException _) {
        // the next one may answer
      }
    }
    throw new RelayException("no broker answers at " + servers, null);
  }

  private static <T> T using(String what, Supplier<T> action) {
    try {
      return action.get();
    } catch (KafkaException e) {
      throw new RelayException("Kafka could not %s: %s".formatted(what, e.getMessage()), e);
    }
  }
}
