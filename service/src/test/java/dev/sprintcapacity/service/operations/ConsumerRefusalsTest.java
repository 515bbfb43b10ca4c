package dev.sprintcapacity.service.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.service.testing.TestApi;
import dev.sprintcapacity.service.testing.TestResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the routes of consumer groups say where they cannot answer, or are asked badly. */
class ConsumerRefusalsTest {

  private static final String GROUP = "/v1/consumers/email-sender";

  private final TestApi api = TestApi.shared();

  @Test
  void a_service_without_kafka_says_that_it_has_none() {
    api.get("/v1/consumers").refused(409, "KAFKA_DISABLED");
    api.get(GROUP + "/dead-letters").refused(409, "KAFKA_DISABLED");
    api.post(GROUP + "/redrive", "{\"selection\":\"all\",\"dryRun\":true}")
        .refused(409, "KAFKA_DISABLED");
  }

  @Test
  void a_kafka_that_does_not_answer_is_told_within_seconds_with_what_to_do() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (TestApi lonely =
        TestApi.start(
            Map.of(
                "SPRINTCAP_KAFKA_ENABLED",
                "true",
                "KAFKA_BOOTSTRAP_SERVERS",
                "127.0.0.1:" + port))) {
      TestResponse response = lonely.get("/v1/consumers").refused(503, "KAFKA_UNAVAILABLE");

      assertThat(response.text("/detail")).contains("broker", "KAFKA_BOOTSTRAP_SERVERS");
      assertThat(response.header("Retry-After")).isEqualTo("5");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/consumers?group=x, INVALID_PARAMETER",
    "/v1/consumers/g/dead-letters?waiting=maybe, INVALID_PARAMETER",
    "/v1/consumers/g/dead-letters?limit=0, INVALID_PARAMETER",
    "/v1/consumers/g/dead-letters?key=, INVALID_PARAMETER",
    "/v1/consumers/g/dead-letters?cursor=nonsense, INVALID_CURSOR",
    "/v1/consumers/g/dead-letters?cursor=YUAxQC0x, INVALID_CURSOR"
  })
  void a_bad_query_is_refused(String path, String code) {
    api.get(path).refused(400, code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|$",
        "{}|dryRun",
        "{}|selection",
        "{\"selection\":\"some\",\"dryRun\":true}|selection",
        "{\"selection\":\"all\",\"dryRun\":1}|dryRun",
        "{\"selection\":\"one\",\"dryRun\":true}|position",
        "{\"selection\":\"key\",\"dryRun\":true}|key",
        "{\"selection\":\"all\",\"key\":\"x\",\"dryRun\":true}|key",
        "{\"selection\":\"all\",\"dryRun\":true,\"all\":1}|all",
        "{\"selection\":\"one\",\"dryRun\":true,\"position\":{}}|position.offset",
        "{\"selection\":\"one\",\"dryRun\":true,\"position\":{\"topic\":\"t\",\"partition\":-1,\"offset\":0}}|position.partition",
        "{\"selection\":\"one\",\"dryRun\":true,\"position\":{\"topic\":\"t\",\"partition\":0,\"offset\":1e999999999}}|position.offset"
      })
  void a_bad_redrive_is_refused_with_the_place_of_the_problem(String body, String field) {
    TestResponse response = api.post(GROUP + "/redrive", body).refused(422, "VALIDATION_FAILED");

    assertThat(response.json().get("errors"))
        .anySatisfy(error -> assertThat(error.get("field").stringValue()).isEqualTo(field));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "nonsense"})
  void a_body_that_is_no_json_is_refused(String body) {
    api.post(GROUP + "/redrive", body).refused(400, "MALFORMED_JSON");
  }
}
