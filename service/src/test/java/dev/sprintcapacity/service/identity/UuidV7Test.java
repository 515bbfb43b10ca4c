package dev.sprintcapacity.service.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UuidV7Test {

  private static final long MILLIS = Instant.parse("2025-11-27T10:30:00.123Z").toEpochMilli();

  private final AtomicLong now = new AtomicLong(MILLIS);
  private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());

  @Test
  void carries_time_version_and_variant() {
    UUID id = new UuidV7(clock, new SplittableRandom(1)).next();

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(MILLIS);
  }

  @Test
  void grows_within_a_millisecond_beyond_the_counter() {
    UuidV7 ids = new UuidV7(clock, new SplittableRandom(2));

    List<String> made = IntStream.range(0, 10_000).mapToObj(i -> ids.next().toString()).toList();

    assertThat(made).isSortedAccordingTo(Comparator.naturalOrder()).doesNotHaveDuplicates();
  }

  @Test
  void grows_when_the_clock_steps_back() {
    UuidV7 ids = new UuidV7(clock, new SplittableRandom(3));
    List<String> made = new ArrayList<>();

    made.add(ids.next().toString());
    now.addAndGet(-3_600_000);
    made.add(ids.next().toString());
    now.addAndGet(7_200_000);
    made.add(ids.next().toString());

    assertThat(made).isSortedAccordingTo(Comparator.naturalOrder()).doesNotHaveDuplicates();
    assertThat(UUID.fromString(made.getLast()).getMostSignificantBits() >>> 16)
        .isEqualTo(now.get());
  }
}
