package dev.sprintcapacity.service.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.service.testing.Race;
import dev.sprintcapacity.service.testing.TestApi;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Clients that lose their connection again and again, on two instances in turn, while transactions
 * overlap: each gets every event once, and those of a sprint in their order.
 */
class ExactResumeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int WRITERS = 6;
  private static final int TRANSACTIONS = 250;
  private static final int SPRINTS = 12;
  private static final int CLIENTS = 4;

  @Test
  void nothing_is_lost_repeated_or_out_of_order_however_often_clients_come_again()
      throws SQLException {
    long seed = new Random().nextLong();
    try (TestApi one = TestApi.start(Map.of());
        TestApi two = TestApi.start(Map.of("DATABASE_URL", one.databaseUrl()));
        LogWriters writers = new LogWriters(one.databaseUrl())) {
      AtomicInteger writing = new AtomicInteger(WRITERS);
      List<RestlessClient> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(new RestlessClient(List.of(one.port(), two.port()), seed + i));
      }
      clients.forEach(RestlessClient::begin);
      Connection slow = writers.begin();
      LogWriters.append(slow, "sprint-slow");

      Race.of(
          WRITERS + CLIENTS,
          runner -> {
            if (runner < WRITERS) {
              writers.writeOverlapping(runner, TRANSACTIONS, SPRINTS, seed);
              return writing.decrementAndGet();
            }
            clients.get(runner - WRITERS).run(() -> writing.get() > 0);
            return 0;
          });
      slow.commit();
      Map<String, Integer> log = writers.lastSequences();
      long events = log.values().stream().mapToInt(Integer::intValue).sum();

      for (RestlessClient client : clients) {
        client.finish(events);
        assertThat(client.connections()).as("seed %d", seed).isGreaterThan(5);
        assertThat(client.sequences())
            .as("seed %d", seed)
            .isEqualTo(everySequence(log))
            .containsKey("sprint-slow");
      }
    }
  }

  private static Map<String, List<Integer>> everySequence(Map<String, Integer> log) {
    Map<String, List<Integer>> all = new TreeMap<>();
    log.forEach((sprint, last) -> {
      List<Integer> sequences = new ArrayList<>();
      for (int i = 1; i <= last; i++) {
        sequences.add(i);
      }
      all.put(sprint, sequences);
    });
    return all;
  }

  /** Reads a little, breaks off, and comes again to another instance with the last id it has. */
  private static final class RestlessClient {

    private final List<Integer> ports;
    private final Random random;
    private final List<SseClient.Message> had = new ArrayList<>();
    private @Nullable String lastId;
    private int connections;

    RestlessClient(List<Integer> ports, long seed) {
      this.ports = ports;
      this.random = new Random(seed);
    }

    /** Before anything is written. */
    void begin() {
      readUntil(client -> client.lastId() != null);
    }

    void run(java.util.function.BooleanSupplier goesOn) {
      while (goesOn.getAsBoolean()) {
        int some = random.nextInt(40);
        readUntil(client -> client.messages().size() >= some || !goesOn.getAsBoolean());
      }
    }

    void finish(long events) {
      readUntil(client -> had.size() + client.messages().size() >= events);
    }

    private void readUntil(java.util.function.Predicate<SseClient> enough) {
      int port = ports.get(connections++ % ports.size());
      try (SseClient client = SseClient.connect(port, "", lastId)) {
        assertThat(client.status()).isEqualTo(200);
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(5))
            .until(() -> enough.test(client));
        // what a browser had is what it says: no more messages than the id it comes again with
        List<SseClient.Message> some = List.copyOf(client.messages());
        had.addAll(some);
        lastId = some.isEmpty() ? client.lastId() : some.getLast().id();
      }
    }

    int connections() {
      return connections;
    }

    Map<String, List<Integer>> sequences() {
      Map<String, List<Integer>> all = new TreeMap<>();
      for (SseClient.Message message : had) {
        String[] parts =
            message
                .data()
                .replaceAll(".*\"sprint\":\"([^\"]+)\",\"n\":(\\d+).*", "$1 $2")
                .split(" ", 2);
        all.computeIfAbsent(parts[0], _ -> new ArrayList<>()).add(Integer.valueOf(parts[1]));
      }
      return all;
    }
  }
}
