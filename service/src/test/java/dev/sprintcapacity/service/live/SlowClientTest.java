package dev.sprintcapacity.service.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.service.testing.TestApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A client that does not read: it is dropped and counted, and others go on. */
class SlowClientTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int EVENTS = 9_000;
  private static final int AT_ONCE = 500;
  private static final int FILL_CHARS = 4_000;

  @Test
  void a_stream_that_nobody_reads_is_dropped_while_others_get_everything() throws IOException {
    try (TestApi api = TestApi.start(Map.of());
        LogWriters writers = new LogWriters(api.databaseUrl());
        Socket slow = new Socket();
        SseClient quick = SseClient.connect(api.port(), "", null)) {
      slow.setReceiveBufferSize(4096);
      slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), api.port()));
      slow.getOutputStream()
          .write(
              "GET /v1/events/stream HTTP/1.1\r\nHost: x\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      await().atMost(PATIENCE).until(() -> metric(api, "clients{kind=\"sse\"}") == 2);

      for (int first = 1; first <= EVENTS; first += AT_ONCE) {
        int last = first + AT_ONCE - 1;
        writers.appendMany("sprint-a", first, last, FILL_CHARS);
        await().atMost(PATIENCE).until(() -> quick.messages().size() == last);
      }

      await().atMost(PATIENCE).until(() -> metric(api, "dropped_clients_total{kind=\"sse\"}") == 1);
      await().atMost(PATIENCE).until(() -> metric(api, "clients{kind=\"sse\"}") == 1);
      assertThat(quick.ended()).isFalse();
    }
  }

  private static long metric(TestApi api, String name) {
    return api.get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("sprintcap_live_" + name + " "))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
