package dev.sprintcapacity.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sprintcapacity.chaos.process.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiClientTest {
  private static final Request KEYED = new Request("POST", "/v1/sprints", "{}", "key-1");
  private static final Request UNKEYED = new Request("PUT", "/v1/sprints/s", "{}", null);

  private final List<String> keys = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger requests = new AtomicInteger();
  private final Random random = new Random(1);
  private HttpServer server;
  private ApiClient client;

  /** A server that treats its first requests badly and answers 201 from then on. */
  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    client = client(uri());
  }

  private void firstRequestsMeet(Treatment... treatments) {
    server.createContext(
        "/",
        exchange -> {
          int number = requests.getAndIncrement();
          keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")));
          Treatment treatment = number < treatments.length ? treatments[number] : Treatment.CREATED;
          treatment.of(exchange);
        });
    server.start();
  }

  private URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static ApiClient client(URI... instances) {
    return new ApiClient(List.of(instances), new Answers());
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  @Test
  void with_a_key_a_request_is_sent_again_until_it_is_answered() {
    firstRequestsMeet(Treatment.UNAVAILABLE, Treatment.HANG_UP, Treatment.TOO_MANY);

    assertThat(client.deliver(KEYED, random)).isEqualTo(new Reply.Answered(201, ""));
    assertThat(keys).containsExactly("key-1", "key-1", "key-1", "key-1");
  }

  @Test
  void without_a_key_a_request_that_may_have_been_done_is_not_sent_again() {
    firstRequestsMeet(Treatment.HANG_UP);

    assertThat(client.deliver(UNKEYED, random)).isInstanceOf(Reply.Unanswered.class);
    assertThat(requests).hasValue(1);
  }

  @Test
  void without_a_key_an_instance_that_is_unable_is_taken_at_its_word() {
    firstRequestsMeet(Treatment.UNAVAILABLE);

    assertThat(client.deliver(UNKEYED, random)).isEqualTo(new Reply.Answered(503, ""));
    assertThat(requests).hasValue(1);
  }

  @Test
  void what_nobody_took_is_sent_to_another_instance_with_or_without_a_key() {
    firstRequestsMeet();
    URI nobody = URI.create("http://127.0.0.1:" + FreePort.any());

    try (ApiClient two = client(nobody, uri())) {
      for (int i = 0; i < 10; i++) {
        assertThat(two.deliver(UNKEYED, random)).isEqualTo(new Reply.Answered(201, ""));
      }
    }
    assertThat(requests).hasValue(10);
  }

  /** How the server treats a request. */
  private enum Treatment {
    CREATED(201),
    TOO_MANY(429),
    UNAVAILABLE(503),
    HANG_UP(0);

    private final int status;

    Treatment(int status) {
      this.status = status;
    }

    void of(HttpExchange exchange) throws IOException {
      if (status > 0) {
        exchange.sendResponseHeaders(status, -1);
      }
      exchange.close();
    }
  }
}
