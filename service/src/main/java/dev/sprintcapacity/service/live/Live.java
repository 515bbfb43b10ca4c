package dev.sprintcapacity.service.live;

import dev.sprintcapacity.consumers.dashboard.Channels;
import dev.sprintcapacity.consumers.dashboard.DashboardConsumer;
import dev.sprintcapacity.service.http.server.OriginRule;
import dev.sprintcapacity.service.live.socket.Sockets;
import dev.sprintcapacity.service.live.stream.EventStreams;
import java.time.Duration;
import java.util.Optional;

/**
 * Live updates of this instance: who is connected, and what feeds them. Channels are fed by Kafka,
 * the event stream by the event log.
 */
public final class Live implements AutoCloseable {

  /** Handlers of the dashboard only put messages into queues. */
  private static final Duration CONSUMER_WAIT = Duration.ofSeconds(2);

  private final OriginRule origins;
  private final LiveClients clients;
  private final Channels channels;
  private final Sockets sockets;
  private final EventStreams streams;
  private final Optional<DashboardConsumer> consumer;

  /**
   * Puts them together; nothing runs yet.
   *
   * @param consumer feeds the channels; empty where there is no Kafka
   */
  public Live(
      OriginRule origins,
      LiveClients clients,
      Channels channels,
      EventStreams streams,
      Optional<DashboardConsumer> consumer) {
    this.origins = origins;
    this.clients = clients;
    this.channels = channels;
    this.sockets = new Sockets(channels, clients);
    this.streams = streams;
    this.consumer = consumer;
  }

  /** Begins to listen to Kafka, where there is one, and returns at once. */
  public void start() {
    consumer.ifPresent(DashboardConsumer::start);
  }

  /** Sends all clients away, so that requests can end; lets nobody in any more. */
  @Override
  public void close() {
    clients.close();
    streams.close();
    sockets.close();
    consumer.ifPresent(one -> one.close(CONSUMER_WAIT));
  }

  /** Who may connect. */
  public OriginRule origins() {
    return origins;
  }

  /** Who is connected. */
  public LiveClients clients() {
    return clients;
  }

  /** What can be listened to. */
  public Channels channels() {
    return channels;
  }

  /** Clients by WebSocket. */
  public Sockets sockets() {
    return sockets;
  }

  /** Clients of the event stream. */
  public EventStreams streams() {
    return streams;
  }

  /** What feeds the channels; empty where there is no Kafka. */
  public Optional<DashboardConsumer> consumer() {
    return consumer;
  }
}
