package dev.sprintcapacity.service.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.service.testing.RawExchange;
import dev.sprintcapacity.service.testing.TestApi;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which pages may connect, for both ways to live updates. */
class OriginPolicyTest {

  private static final TestApi API =
      TestApi.start(
          Map.of("SPRINTCAP_ALLOWED_ORIGINS", "https://plans.example,http://localhost:3000"));

  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  @AfterAll
  static void stop() {
    API.close();
  }

  @ParameterizedTest
  @CsvSource({
    "-",
    "http://HOST",
    "https://plans.example",
    "https://plans.example:443",
    "HTTPS://Plans.Example",
    "http://localhost:3000"
  })
  void pages_of_this_service_and_of_allowed_origins_may_connect(String origin) {
    assertThat(statusOfSocket(origin)).isEqualTo(101);
    assertThat(statusOfStream(origin)).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "null",
    "''",
    "*",
    "http://evil.example",
    "http://plans.example",
    "https://plans.example:8443",
    "https://plans.example:80",
    "https://plans.example.evil.example",
    "https://evilplans.example",
    "https://sub.plans.example",
    "https://example",
    "https://plans.example.",
    "https://plans.example/",
    "https://plans.example/x",
    "https://user@plans.example",
    "https://plans.example@evil.example",
    "https://evil.example#https://plans.example",
    "https://evil.example?https://plans.example",
    "https://plans.example https://evil.example",
    "'https://plans.example, https://evil.example'",
    "http://localhost",
    "http://localhost:3001",
    "https://localhost:3000",
    "http://localhost:30000",
    "http://localhost.evil.example:3000",
    "http://127.0.0.1:3000",
    "http://127.0.0.1",
    "http://127.0.0.1:1",
    "http://HOST.evil.example",
    "http://evil.HOST",
    "http://HOST/",
    "http://HOST0",
    "http://user@HOST",
    "ftp://HOST",
    "ws://HOST",
    "file://",
    "chrome-extension://abcdef",
    "HOST"
  })
  void pages_of_anywhere_else_are_refused_before_anything_is_opened(String origin) {
    assertThat(statusOfSocket(origin)).isEqualTo(403);
    assertThat(statusOfStream(origin)).isEqualTo(403);
  }

  @Test
  void two_origins_are_as_good_as_a_wrong_one() {
    String two = "http://HOST\r\nOrigin: http://HOST";

    assertThat(statusOfSocket(two)).isEqualTo(403);
    assertThat(statusOfStream(two)).isEqualTo(403);
  }

  @Test
  void a_refusal_names_the_origin_and_the_setting() {
    API.get("/v1/events/stream", "Origin", "https://evil.example")
        .refused(403, "ORIGIN_NOT_ALLOWED");
    assertThat(API.get("/ws", "Origin", "https://evil.example").body())
        .contains("https://evil.example", "SPRINTCAP_ALLOWED_ORIGINS");
  }

  @Test
  void only_allowed_pages_of_elsewhere_may_read_the_stream() {
    try (SseClient allowed =
            SseClient.connect(API.port(), "", null, "Origin", "https://plans.example");
        SseClient here =
            SseClient.connect(API.port(), "", null, "Origin", "http://127.0.0.1:" + API.port());
        SseClient program = SseClient.connect(API.port(), "", null)) {

      assertThat(allowed.header("Access-Control-Allow-Origin")).isEqualTo("https://plans.example");
      assertThat(allowed.header("Vary")).isEqualTo("Origin");
      assertThat(here.header("Access-Control-Allow-Origin")).isNull();
      assertThat(program.header("Access-Control-Allow-Origin")).isNull();
    }
  }

  private static int statusOfSocket(String origin) {
    return status(
        "GET /ws HTTP/1.1\r\n"
            + "Upgrade: websocket\r\n"
            + "Connection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: "
            + KEY
            + "\r\n",
        origin);
  }

  private static int statusOfStream(String origin) {
    return status("GET /v1/events/stream HTTP/1.1\r\nConnection: close\r\n", origin);
  }

  private static int status(String request, String origin) {
    String host = "127.0.0.1:" + API.port();
    String line = origin.equals("-") ? "" : "Origin: " + origin.replace("HOST", host) + "\r\n";
    return RawExchange.status(API.port(), request + "Host: " + host + "\r\n" + line + "\r\n");
  }
}
