package dev.sprintcapacity.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.service.testing.Bodies;
import dev.sprintcapacity.service.testing.SprintLock;
import dev.sprintcapacity.service.testing.TestApi;
import dev.sprintcapacity.service.testing.TestResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** More writes at once than the service takes: refused with a time to wait; reads go on. */
class BusyTest {

  @Test
  void a_write_too_many_is_refused_while_reads_go_on() {
    try (TestApi api = TestApi.start(Map.of("SPRINTCAP_CONCURRENT_WRITES", "1"))) {
      TestResponse created = api.post("/v1/sprints", Bodies.emptySprint("25-01")).expect(201);
      CompletableFuture<TestResponse> held;
      try (SprintLock lock = SprintLock.on(api, created.id())) {
        held = CompletableFuture.supplyAsync(() -> api.delete(created.header("Location")));
        await().atMost(Duration.ofSeconds(30)).until(lock::isWaitedFor);

        TestResponse refused =
            api.post("/v1/sprints", Bodies.emptySprint("25-02")).refused(429, "TOO_MANY_REQUESTS");

        assertThat(refused.header("Retry-After")).isEqualTo("1");
        api.get(created.header("Location")).expect(200);
      }
      assertThat(held.join().status()).isEqualTo(204);
      api.post("/v1/sprints", Bodies.emptySprint("25-02")).expect(201);
    }
  }
}
