package dev.sprintcapacity.chaos.network;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.process.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between clients and a server of this machine, and passes bytes on as its condition says. A
 * server that is away looks as it does without the proxy: connections are reset. Thread-safe.
 */
public final class TcpProxy implements AutoCloseable {
  private static final int CONNECT_MILLIS = 2_000;
  private static final int BACKLOG = 128;

  private final ServerSocket entrance;
  private final int target;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final Weather weather = new Weather();
  private volatile Tap tap = Tap.NONE;

  private TcpProxy(ServerSocket entrance, int target) {
    this.entrance = entrance;
    this.target = target;
  }

  /**
   * Listens on a free port of the loopback interface; in good condition.
   *
   * @param target port of the server, on the loopback interface
   */
  public static TcpProxy to(int target) {
    return between(FreePort.any(), target);
  }

  /** The same on a port that was chosen before. */
  public static TcpProxy between(int port, int target) {
    try {
      TcpProxy proxy =
          new TcpProxy(new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress()), target);
      Thread.ofPlatform().daemon().name("proxy-" + target).start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new ChaosException("cannot listen on port " + port, e);
    }
  }

  /** Where clients connect. */
  public int port() {
    return entrance.getLocalPort();
  }

  /** Connections that stand. */
  public int connections() {
    return connections.size();
  }

  /** Changes the condition, also of connections that stand. */
  public void set(Condition condition) {
    Condition before = weather.set(condition);
    if (condition.flow() == Condition.Flow.RESET || before.flow() == Condition.Flow.HELD) {
      connections.forEach(Connection::reset);
    }
  }

  /** Has connections that begin from now on seen by this. */
  public void tap(Tap seeing) {
    tap = seeing;
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        take(entrance.accept());
      } catch (IOException e) {
        if (!entrance.isClosed()) {
          throw new ChaosException("the proxy of port %d fails".formatted(target), e);
        }
      }
    }
  }

  private void take(Socket client) {
    Thread.ofVirtual()
        .start(() -> {
          Connection connection = new Connection(client, new Socket());
          connections.add(connection);
          try {
            // one that comes while none may pass must not pass because it was not listed in time
            if (weather.now().flow() == Condition.Flow.RESET) {
              return;
            }
            connection
                .server()
                .connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), target),
                    CONNECT_MILLIS);
            connection.run(weather, tap.connected());
          } catch (IOException _) {
            // the server is away, and the client learns it by the reset
          } finally {
            connection.reset();
            connections.remove(connection);
          }
        });
  }

  @Override
  public void close() {
    weather.set(Condition.CUT);
    try {
      entrance.close();
    } catch (IOException e) {
      throw new ChaosException("cannot close port " + port(), e);
    }
    connections.forEach(Connection::reset);
  }
}
