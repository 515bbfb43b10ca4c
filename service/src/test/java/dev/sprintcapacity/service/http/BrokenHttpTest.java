package dev.sprintcapacity.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sprintcapacity.service.testing.RawExchange;
import dev.sprintcapacity.service.testing.TestApi;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that are no HTTP: refused, without a page, a version or a stack trace. */
class BrokenHttpTest {

  private final TestApi api = TestApi.shared();

  static Stream<Arguments> broken() {
    String host = "Host: localhost\r\n";
    String json = host + "Content-Type: application/json\r\n";
    return Stream.of(
        arguments("not HTTP at all", "hello\r\n\r\n"),
        arguments("TLS", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003"),
        arguments("bad version", "GET / HTTP/9.9\r\n" + host + "\r\n"),
        arguments("no host", "GET /health HTTP/1.1\r\n\r\n"),
        arguments("two hosts", "GET /health HTTP/1.1\r\n" + host + host + "\r\n"),
        arguments("bad host", "GET /health HTTP/1.1\r\nHost: a b\r\n\r\n"),
        arguments("space in the path", "GET /v1/sprints/a b HTTP/1.1\r\n" + host + "\r\n"),
        arguments("raw brackets", "GET /v1/sprints/<script> HTTP/1.1\r\n" + host + "\r\n"),
        arguments("raw bytes in the path", "GET /v1/sprints/\u00fc HTTP/1.1\r\n" + host + "\r\n"),
        arguments("bad escape", "GET /v1/sprints/%zz HTTP/1.1\r\n" + host + "\r\n"),
        arguments("escaped NUL", "GET /v1/sprints/%00 HTTP/1.1\r\n" + host + "\r\n"),
        arguments(
            "escaped bytes that are no UTF-8", "GET /v1/sprints/%ff HTTP/1.1\r\n" + host + "\r\n"),
        arguments("above the root", "GET /../../etc/passwd HTTP/1.1\r\n" + host + "\r\n"),
        arguments("header without colon", "GET /health HTTP/1.1\r\n" + host + "nonsense\r\n\r\n"),
        arguments("space in a header name", "GET /health HTTP/1.1\r\n" + host + "X Y: 1\r\n\r\n"),
        arguments("NUL in a header", "GET /health HTTP/1.1\r\n" + host + "X: a\u0000b\r\n\r\n"),
        arguments(
            "oversized header",
            "GET /health HTTP/1.1\r\n" + host + "X: " + "x".repeat(20_000) + "\r\n\r\n"),
        arguments(
            "many headers", "GET /health HTTP/1.1\r\n" + host + "X: 1\r\n".repeat(10_000) + "\r\n"),
        arguments(
            "long request line", "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\n" + host + "\r\n"),
        arguments(
            "length and chunks",
            "POST /v1/sprints HTTP/1.1\r\n"
                + json
                + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        arguments(
            "two lengths",
            "POST /v1/sprints HTTP/1.1\r\n"
                + json
                + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x"),
        arguments(
            "negative length",
            "POST /v1/sprints HTTP/1.1\r\n" + json + "Content-Length: -1\r\n\r\n{}"),
        arguments(
            "length that is no number",
            "POST /v1/sprints HTTP/1.1\r\n" + json + "Content-Length: abc\r\n\r\n{}"),
        arguments(
            "unknown transfer encoding",
            "POST /v1/sprints HTTP/1.1\r\n" + json + "Transfer-Encoding: rot13\r\n\r\n{}"),
        arguments(
            "bad chunk size",
            "POST /v1/sprints HTTP/1.1\r\n"
                + json
                + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"),
        arguments(
            "key that is not ASCII",
            "POST /v1/sprints HTTP/1.1\r\n"
                + json
                + "Idempotency-Key: schl\u00fcssel\r\nContent-Length: 2\r\n\r\n{}"),
        arguments("trace", "TRACE /health HTTP/1.1\r\n" + host + "\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void broken_requests_are_refused_without_telling_about_the_server(String what, String bytes) {
    String answer = RawExchange.send(api.port(), bytes);

    assertThat(answer).as(what).matches("(?s)HTTP/1\\.1 (4\\d\\d|501|505) .*");
    assertThat(answer.toLowerCase(java.util.Locale.ROOT))
        .doesNotContain("<html", "tomcat", "apache", "exception", "\tat ", "server:");
    if (answer.contains("\r\n\r\n{")) {
      assertThat(answer).contains("application/problem+json").containsIgnoringCase("x-request-id");
    }
    assertThat(api.get("/health/live").status()).isEqualTo(200);
  }

  @Test
  void a_body_that_is_cut_short_does_nothing() {
    String number = TestApi.newNumber();
    String body = "{\"sprintNumber\":\"" + number + "\",\"startDate\":\"2025-12-01\",";

    RawExchange.send(
        api.port(),
        "POST /v1/sprints HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n"
            + body);

    assertThat(api.get("/v1/sprints?limit=200").body()).doesNotContain(number);
  }

  @Test
  void a_client_that_waits_for_permission_is_refused_before_it_sends_too_much() {
    String answer =
        RawExchange.send(
            api.port(),
            "POST /v1/sprints HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 1000000000\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 413 ").contains("BODY_TOO_LARGE");
  }

  @Test
  void an_endless_chunked_body_is_refused_at_the_limit() {
    String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";

    String answer =
        RawExchange.send(
            api.port(),
            "POST /v1/sprints HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                + chunk.repeat(40)
                + "0\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 413 ").contains("BODY_TOO_LARGE");
  }
}
