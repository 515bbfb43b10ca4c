package dev.sprintcapacity.service.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.service.testing.Bodies;
import dev.sprintcapacity.service.testing.TestApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of others may not change anything in the name of whoever looks at them. */
class OriginTest {

  private final TestApi api = TestApi.shared();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "https://127.0.0.1",
        "http://127.0.0.1:1",
        "http://127.0.0.1.evil.example",
        "null",
        "",
        "http://",
        "nonsense"
      })
  void a_change_from_the_page_of_another_site_is_refused(String origin) {
    String number = TestApi.newNumber();

    api.post("/v1/sprints", Bodies.emptySprint(number), "Origin", origin)
        .refused(403, "ORIGIN_NOT_ALLOWED");
    api.delete("/v1/sprints/sprint-1", "Origin", origin).refused(403, "ORIGIN_NOT_ALLOWED");
    api.put("/v1/sprints/sprint-1", "{}", "Origin", origin).refused(403, "ORIGIN_NOT_ALLOWED");
    api.patch("/v1/sprints/sprint-1", "{}", "Origin", origin).refused(403, "ORIGIN_NOT_ALLOWED");

    api.post("/v1/sprints", Bodies.emptySprint(number)).expect(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:%d", "https://127.0.0.1:%d"})
  void a_change_from_a_page_of_this_service_is_made_also_behind_tls(String origin) {
    api.post(
            "/v1/sprints",
            Bodies.emptySprint(TestApi.newNumber()),
            "Origin",
            origin.formatted(api.port()))
        .expect(201);
  }

  @Test
  void reading_is_open_but_no_page_of_others_gets_the_answer() {
    assertThat(
            api.get("/v1/sprints?limit=1", "Origin", "http://evil.example")
                .expect(200)
                .headers()
                .firstValue("Access-Control-Allow-Origin"))
        .isEmpty();
  }
}
