package dev.sprintcapacity.consumer.internal.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.SequencedSet;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class IdWindowTest {
  @Property(tries = 300)
  void the_last_ids_are_known_and_no_other_is(
      @ForAll @IntRange(min = 1, max = 300) int limit,
      @ForAll @IntRange(max = 2_000) int ids,
      @ForAll long seed) {
    Random random = new Random(seed);
    IdWindow window = new IdWindow(limit);
    SequencedSet<UUID> added = new LinkedHashSet<>();
    for (int i = 0; i < ids; i++) {
      UUID id = anId(random.nextInt(Math.max(1, ids)));
      if (!window.contains(id)) {
        added.remove(id);
        added.addLast(id);
      }
      window.add(id);
    }

    List<UUID> newestFirst = new ArrayList<>(added.reversed());
    assertThat(newestFirst.subList(0, Math.min(limit, newestFirst.size())))
        .allMatch(window::contains);
    for (int i = 0; i < 200; i++) {
      UUID unseen = anId(ids + i);
      assertThat(window.contains(unseen)).isFalse();
    }
  }

  /** Ids that differ in few bits, as those made in the same millisecond may. */
  private static UUID anId(int number) {
    return new UUID(0x019ac4d8_26c0_7000L | number % 7, 0x8000_0000_0000_0000L | number);
  }

  @Test
  void the_tables_take_at_most_64_bytes_for_each_id_they_have_to_know() {
    Random random = new Random(5);
    for (int limit : new int[] {64, 1024, 8192}) {
      IdWindow window = new IdWindow(limit);
      long most = 0;
      for (int i = 0; i < 5 * limit; i++) {
        window.add(new UUID(random.nextLong(), random.nextLong()));
        most = Math.max(most, window.bytes());
      }

      assertThat(most).isEqualTo(64L * limit);
    }
  }

  @Test
  void a_window_without_ids_takes_next_to_nothing() {
    assertThat(new IdWindow(1_000_000).bytes()).isLessThanOrEqualTo(1024);
  }

  @Test
  void the_nil_id_is_no_id() {
    IdWindow window = new IdWindow(4);

    window.add(new UUID(0, 0));

    assertThat(window.contains(new UUID(0, 0))).isFalse();
  }

  @Test
  void halves_of_zeros_are_ids_like_others() {
    IdWindow window = new IdWindow(4);

    window.add(new UUID(0, 1));
    window.add(new UUID(1, 0));

    assertThat(window.contains(new UUID(0, 1))).isTrue();
    assertThat(window.contains(new UUID(1, 0))).isTrue();
    assertThat(window.contains(new UUID(1, 1))).isFalse();
  }
}
