package dev.sprintcapacity.service.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.embedded.EmbeddedPostgres;
import dev.sprintcapacity.service.testing.Bodies;
import dev.sprintcapacity.service.testing.TestApi;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL goes away and comes back under a running service. */
class DatabaseOutageTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void without_its_database_the_service_says_so_and_recovers_by_itself() {
    EmbeddedPostgres first = new EmbeddedPostgres(folder.resolve("pg"), 0);
    first.start();
    int port = first.port();
    try (TestApi api = TestApi.start(Map.of("DATABASE_URL", first.jdbcUrl()))) {
      String place =
          api.post("/v1/sprints", Bodies.emptySprint("25-01")).expect(201).header("Location");

      first.close();

      assertThat(api.get(place).refused(503, "DATABASE_UNAVAILABLE").header("Retry-After"))
          .isEqualTo("5");
      api.post("/v1/sprints", Bodies.emptySprint("25-02")).refused(503, "DATABASE_UNAVAILABLE");
      await().atMost(PATIENCE).until(() -> api.get("/health/ready").status() == 503);
      api.get("/health").expect(503);
      assertThat(api.get("/health/detailed").expect(503).text("/components/database/reason"))
          .isEqualTo("not reachable");
      api.get("/health/live").expect(200);
      api.get("/metrics").expect(200);
      api.get("/openapi.json").expect(200);

      try (EmbeddedPostgres second = new EmbeddedPostgres(folder.resolve("pg"), port)) {
        second.start();
        await().atMost(PATIENCE).until(() -> api.get("/health/ready").status() == 200);
        api.get(place).expect(200);
        api.post("/v1/sprints", Bodies.emptySprint("25-02")).expect(201);
      }
    }
  }
}
