package dev.sprintcapacity.chaos.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.chaos.process.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Behind the proxy stands a server that sends back what it gets. */
@Timeout(60)
class TcpProxyTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private ServerSocket server;
  private TcpProxy proxy;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::echo);
    proxy = TcpProxy.to(server.getLocalPort());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.close();
  }

  @Test
  void bytes_pass_in_both_directions_until_both_sides_end() throws IOException {
    try (Socket client = client()) {
      assertThat(echoOf(client, "first")).isEqualTo("first");
      assertThat(echoOf(client, "second")).isEqualTo("second");
      client.shutdownOutput();
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    await().atMost(LIMIT).until(() -> proxy.connections() == 0);
  }

  @Test
  void a_cut_resets_what_stands_and_what_comes_until_it_is_mended() throws IOException {
    try (Socket client = client()) {
      assertThat(echoOf(client, "first")).isEqualTo("first");
      proxy.set(Condition.CUT);
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> echoOf(client, "second"));
    }
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> {
          try (Socket client = client()) {
            echoOf(client, "third");
          }
        });

    proxy.set(Condition.GOOD);
    try (Socket client = client()) {
      assertThat(echoOf(client, "fourth")).isEqualTo("fourth");
    }
  }

  @Test
  void in_silence_connections_stand_and_nothing_arrives_and_afterwards_they_are_reset()
      throws IOException {
    try (Socket before = client()) {
      assertThat(echoOf(before, "first")).isEqualTo("first");
      proxy.set(Condition.SILENT);
      try (Socket within = client()) {
        for (Socket client : new Socket[] {before, within}) {
          client.setSoTimeout(300);
          assertThatExceptionOfType(SocketTimeoutException.class)
              .isThrownBy(() -> echoOf(client, "second"));
        }

        proxy.set(Condition.GOOD);
        for (Socket client : new Socket[] {before, within}) {
          client.setSoTimeout((int) LIMIT.toMillis());
          assertThatExceptionOfType(IOException.class)
              .isThrownBy(() -> echoOf(client, "third"))
              .isNotInstanceOf(SocketTimeoutException.class);
        }
      }
    }
    try (Socket client = client()) {
      assertThat(echoOf(client, "fourth")).isEqualTo("fourth");
    }
  }

  @Test
  void slow_connections_take_the_delay_in_each_direction() throws IOException {
    Duration delay = Duration.ofMillis(100);
    try (Socket client = client()) {
      assertThat(echoOf(client, "first")).isEqualTo("first");
      proxy.set(Condition.slow(delay));

      long begin = System.nanoTime();
      assertThat(echoOf(client, "second")).isEqualTo("second");

      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isGreaterThanOrEqualTo(delay.multipliedBy(2));
    }
  }

  @Test
  void a_server_that_is_away_looks_as_without_the_proxy() {
    proxy.close();
    proxy = TcpProxy.to(FreePort.any());

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> {
          try (Socket client = client()) {
            echoOf(client, "first");
          }
        });
  }

  private Socket client() throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    client.setSoTimeout((int) LIMIT.toMillis());
    return client;
  }

  private static String echoOf(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    byte[] answer = client.getInputStream().readNBytes(text.length());
    if (answer.length < text.length()) {
      throw new IOException("the connection ended");
    }
    return new String(answer, java.nio.charset.StandardCharsets.UTF_8);
  }

  private void echo() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> echo(client));
      } catch (IOException _) {
        // closed at the end of the test
      }
    }
  }

  private static void echo(Socket client) {
    try (client) {
      InputStream in = client.getInputStream();
      in.transferTo(client.getOutputStream());
    } catch (IOException _) {
      // the client went away
    }
  }
}
