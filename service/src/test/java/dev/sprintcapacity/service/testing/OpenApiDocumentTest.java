package dev.sprintcapacity.service.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The judge of all answers is not blind: each planted fault is found. */
class OpenApiDocumentTest {

  private static final String CAPACITY = "/v1/sprints/sprint-1/capacity";
  private static final String GOOD =
      """
      {"sprintId":"sprint-1","totalWorkingDays":10,"totalCapacityDays":4,"adjustedTotalCapacity":4.00,
       "teamSize":1,"holidaysCount":0,"vacationDaysCount":6,"confidencePercentage":100.0,
       "capacityFormula":"f","memberCapacity":[]}\
      """;

  @Test
  void a_described_answer_passes() {
    assertThatCode(() -> judge(200, GOOD, "\"1\"")).doesNotThrowAnyException();
  }

  @Test
  void a_field_too_many_is_found() {
    assertFound(200, GOOD.replace("\"teamSize\":1", "\"teamSize\":1,\"velocity\":2"), "\"1\"");
  }

  @Test
  void a_missing_field_is_found() {
    assertFound(200, GOOD.replace("\"teamSize\":1,", ""), "\"1\"");
  }

  @Test
  void a_wrong_type_is_found() {
    assertFound(200, GOOD.replace("\"teamSize\":1", "\"teamSize\":\"1\""), "\"1\"");
  }

  @Test
  void a_number_out_of_range_is_found() {
    assertFound(200, GOOD.replace("100.0", "100.5"), "\"1\"");
  }

  @Test
  void a_status_that_is_not_described_is_found() {
    assertFound(202, GOOD, "\"1\"");
  }

  @Test
  void a_malformed_header_is_found() {
    assertFound(200, GOOD, "1");
  }

  private static void assertFound(int status, String body, String etag) {
    assertThatThrownBy(() -> judge(status, body, etag)).isInstanceOf(AssertionError.class);
  }

  private static void judge(int status, String body, String etag) {
    HttpHeaders headers =
        HttpHeaders.of(
            Map.of(
                "Content-Type", List.of("application/json"),
                "X-Request-ID", List.of("r"),
                "ETag", List.of(etag)),
            (name, value) -> true);
    OpenApiDocument.assertDescribes("GET", CAPACITY, new TestResponse(status, headers, body));
  }
}
