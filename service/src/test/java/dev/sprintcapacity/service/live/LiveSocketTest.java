package dev.sprintcapacity.service.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.service.testing.TestApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients of the socket may send, and what becomes of those who send something else. */
class LiveSocketTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<SocketClient> clients = new ArrayList<>();
  private final TestApi api = TestApi.shared();

  @AfterEach
  void close() {
    clients.forEach(SocketClient::close);
  }

  @Test
  void every_request_is_answered_in_its_order() {
    SocketClient client = connect("?channel=all");

    client
        .send("{\"subscribe\":\"sprint-123\"}")
        .send("{\"subscribe\":\"sprint-sprint-7\"}")
        .send("{\"unsubscribe\":\"sprint-123\"}");

    awaitMessages(
        client,
        "{\"type\":\"subscribed\",\"data\":{\"channel\":\"all\"}}",
        "{\"type\":\"subscribed\",\"data\":{\"channel\":\"sprint-123\"}}",
        "{\"type\":\"subscribed\",\"data\":{\"channel\":\"sprint-7\"}}",
        "{\"type\":\"unsubscribed\",\"data\":{\"channel\":\"sprint-123\"}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "{",
        "null",
        "[]",
        "{}",
        "\"all\"",
        "{\"subscribe\":1}",
        "{\"subscribe\":null}",
        "{\"subscribe\":[\"all\"]}",
        "{\"subscribe\":\"all\",\"unsubscribe\":\"all\"}",
        "{\"subscribe\":\"all\",\"subscribe\":\"all\"}",
        "{\"subscribe\":\"everything\"}",
        "{\"subscribe\":\"sprint-\"}",
        "{\"subscribe\":\"sprint-a b\"}",
        "{\"publish\":\"all\"}",
        "{\"subscribe\":\"all\"} x"
      })
  void a_message_that_says_nothing_is_answered_with_what_is_expected(String text) {
    SocketClient client = connect("");

    client.send(text).send("{\"subscribe\":\"all\"}");

    await().atMost(PATIENCE).until(() -> client.messages().size() == 2);
    assertThat(client.messages().getFirst())
        .startsWith("{\"type\":\"error\",\"data\":{\"message\":\"")
        .containsPattern("expected .*all");
    assertThat(client.messages().getLast()).contains("subscribed");
  }

  @Test
  void whoever_goes_on_sending_nonsense_is_sent_away() {
    SocketClient client = connect("");

    for (int i = 0; i < 5; i++) {
      client.send("nonsense");
    }

    await().atMost(PATIENCE).until(() -> client.closeCode() == 1008);
  }

  @Test
  void bytes_are_no_message() {
    SocketClient client = connect("");

    client.sendBytes(new byte[] {1, 2, 3});

    await().atMost(PATIENCE).until(() -> !client.messages().isEmpty());
    assertThat(client.messages().getFirst()).contains("error", "as text");
  }

  @Test
  void a_message_that_is_too_large_ends_the_connection() {
    SocketClient client = connect("");

    client.send("{\"subscribe\":\"sprint-" + "x".repeat(5_000) + "\"}");

    await().atMost(PATIENCE).until(() -> client.closeCode() == 1009);
  }

  @Test
  void a_client_has_a_bounded_number_of_channels() {
    SocketClient client = connect("");

    for (int i = 0; i < 101; i++) {
      client.send("{\"subscribe\":\"sprint-" + i + "\"}");
    }
    client.send("{\"unsubscribe\":\"sprint-0\"}").send("{\"subscribe\":\"sprint-100\"}");

    await().atMost(PATIENCE).until(() -> client.messages().size() == 103);
    assertThat(client.messages().get(100)).contains("error", "100 channels");
    assertThat(client.messages().getLast()).contains("subscribed", "sprint-100");
  }

  @Test
  void a_bad_channel_in_the_address_is_refused_before_the_connection_is_made() {
    assertThat(SocketClient.statusOf(api.port(), "?channel=everything")).isEqualTo(400);
    assertThat(SocketClient.statusOf(api.port(), "?chanel=all")).isEqualTo(400);
    assertThat(SocketClient.statusOf(api.port(), "?channel=all&channel=sprint-1")).isEqualTo(101);
  }

  @Test
  void plain_http_is_told_what_this_route_is() {
    assertThat(api.get("/ws").refused(400, "BAD_REQUEST").body()).contains("ws://");
  }

  @Test
  void no_more_clients_are_let_in_than_the_settings_say_and_a_place_that_is_left_is_free() {
    try (TestApi small = TestApi.start(Map.of("SPRINTCAP_LIVE_CLIENTS", "2"))) {
      try (SocketClient one = SocketClient.connect(small.port(), "?channel=all");
          SseClient two = SseClient.connect(small.port(), "", null)) {
        await().atMost(PATIENCE).until(() -> !one.messages().isEmpty());
        assertThat(two.status()).isEqualTo(200);

        assertThat(SocketClient.statusOf(small.port(), "")).isEqualTo(503);
        assertThat(
                small
                    .get("/v1/events/stream")
                    .refused(503, "TOO_MANY_LIVE_CLIENTS")
                    .header("Retry-After"))
            .isEqualTo("10");
        assertThat(small.get("/metrics").body())
            .contains(
                "sprintcap_live_clients{kind=\"websocket\"} 1.0",
                "sprintcap_live_clients{kind=\"sse\"} 1.0",
                "sprintcap_live_refused_clients_total 2.0");
      }
      await().atMost(PATIENCE).until(() -> SocketClient.statusOf(small.port(), "") == 101);
    }
  }

  @Test
  void clients_are_told_to_come_again_when_the_service_stops() {
    TestApi stopping = TestApi.start(Map.of());
    SocketClient client = SocketClient.connect(stopping.port(), "?channel=all");
    clients.add(client);
    await().atMost(PATIENCE).until(() -> !client.messages().isEmpty());

    stopping.close();

    await().atMost(PATIENCE).until(() -> client.closeCode() == 1001);
    assertThat(client.closeReason()).isEqualTo("connect again");
  }

  private SocketClient connect(String query) {
    SocketClient client = SocketClient.connect(api.port(), query);
    clients.add(client);
    return client;
  }

  private static void awaitMessages(SocketClient client, String... expected) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(client.messages()).containsExactly(expected));
  }
}
