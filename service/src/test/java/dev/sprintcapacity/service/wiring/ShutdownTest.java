package dev.sprintcapacity.service.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.service.testing.Bodies;
import dev.sprintcapacity.service.testing.SprintLock;
import dev.sprintcapacity.service.testing.TestApi;
import dev.sprintcapacity.service.testing.TestResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A stop lets running requests finish, but not for ever. */
class ShutdownTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void a_request_in_progress_is_answered_before_the_service_stops() {
    TestApi api = TestApi.start(Map.of("SPRINTCAP_SHUTDOWN_WAIT", "60s"));
    TestResponse created = api.post("/v1/sprints", Bodies.emptySprint("25-01")).expect(201);
    CompletableFuture<TestResponse> request;
    CompletableFuture<Void> stop;
    try (SprintLock lock = SprintLock.on(api, created.id())) {
      request =
          CompletableFuture.supplyAsync(
              () -> api.send("POST", created.header("Location") + "/start", null));
      await().atMost(PATIENCE).until(lock::isWaitedFor);
      stop = CompletableFuture.runAsync(api.service()::close);
      await().atMost(PATIENCE).until(() -> !isAccepting(api.port()));

      assertThat(stop).isNotDone();
      assertThat(request).isNotDone();
    }

    assertThat(request.join().status()).isEqualTo(200);
    stop.join();
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), api.port()).close())
        .isInstanceOf(IOException.class);
  }

  @Test
  void a_request_that_never_ends_holds_the_stop_for_the_set_time_only() {
    TestApi api = TestApi.start(Map.of("SPRINTCAP_SHUTDOWN_WAIT", "300ms"));
    TestResponse created = api.post("/v1/sprints", Bodies.emptySprint("25-01")).expect(201);
    try (SprintLock lock = SprintLock.on(api, created.id())) {
      CompletableFuture<TestResponse> request =
          CompletableFuture.supplyAsync(() -> api.delete(created.header("Location")));
      await().atMost(PATIENCE).until(lock::isWaitedFor);

      CompletableFuture<Void> stop = CompletableFuture.runAsync(api.service()::close);

      await().atMost(PATIENCE).until(stop::isDone);
      assertThat(request.handle((answer, _) -> answer != null && answer.status() == 204).join())
          .isFalse();
    }
  }

  private static boolean isAccepting(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
