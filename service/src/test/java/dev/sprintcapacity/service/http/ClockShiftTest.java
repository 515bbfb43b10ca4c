package dev.sprintcapacity.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.service.testing.Bodies;
import dev.sprintcapacity.service.testing.Race;
import dev.sprintcapacity.service.testing.StoredEvents.StoredEvent;
import dev.sprintcapacity.service.testing.TestApi;
import dev.sprintcapacity.service.testing.TestResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clocks of machines are set forward and back, and differ: no order rests on them. */
class ClockShiftTest {
  private static final int CLIENTS = 6;
  private static final int SPRINTS_EACH = 5;

  private final TestApi api = TestApi.start(Map.of(), new JumpingClock());

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void while_the_clock_jumps_by_hours_changes_keep_their_order_and_a_key_acts_once() {
    List<String> ids = Race.of(CLIENTS, client -> lives()).stream().flatMap(List::stream).toList();

    assertThat(ids).hasSize(CLIENTS * SPRINTS_EACH).doesNotHaveDuplicates();
    assertThat(ids)
        .allSatisfy(id -> {
          List<StoredEvent> events = api.events().of(id);
          assertThat(events)
              .extracting(StoredEvent::type)
              .containsExactly(
                  "sprint.created",
                  "team_member.added",
                  "sprint.updated",
                  "sprint.started",
                  "sprint.updated",
                  "sprint.completed");
          assertThat(events)
              .extracting(StoredEvent::sequence)
              .containsExactlyElementsOf(LongStream.rangeClosed(1, 6).boxed().toList());
        });
  }

  private List<String> lives() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < SPRINTS_EACH; i++) {
      ids.add(life());
    }
    return ids;
  }

  private String life() {
    String number = TestApi.newNumber();
    String body = Bodies.goldenSprint(number);
    String key = "clock-" + number;
    TestResponse created = api.post("/v1/sprints", body, "Idempotency-Key", key).expect(201);
    TestResponse again = api.post("/v1/sprints", body, "Idempotency-Key", key).expect(201);
    assertThat(again.body()).isEqualTo(created.body());

    String place = created.header("Location");
    List<TestResponse> answers =
        List.of(
            created,
            api.patch(place, "{\"confidencePercentage\":71}").expect(200),
            api.send("POST", place + "/start", null).expect(200),
            api.patch(place, "{\"confidencePercentage\":72}").expect(200),
            api.send("POST", place + "/complete", null).expect(200));

    assertThat(answers).extracting(answer -> Instant.parse(answer.text("/updatedAt"))).isSorted();
    return created.id();
  }

  /** Whoever asks twice may see it an hour later, or earlier. */
  private static final class JumpingClock extends Clock {
    private static final List<Duration> JUMPS =
        List.of(
            Duration.ZERO,
            Duration.ofHours(1),
            Duration.ofHours(-1),
            Duration.ofSeconds(1),
            Duration.ofMinutes(-10));

    @Override
    public Instant instant() {
      return Clock.systemUTC()
          .instant()
          .plus(JUMPS.get(ThreadLocalRandom.current().nextInt(JUMPS.size())));
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
