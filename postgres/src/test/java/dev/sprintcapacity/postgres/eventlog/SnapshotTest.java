package dev.sprintcapacity.postgres.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotTest {

  @ParameterizedTest
  @ValueSource(strings = {"3:3:", "10:20:10,14,15", "748:748:", "5:9:5", "7:9:7,8"})
  void text_survives_parsing(String text) {
    assertThat(Snapshot.parse(text).text()).isEqualTo(text);
  }

  @Test
  void xmin_is_the_oldest_transaction_in_progress_whatever_the_text_said() {
    assertThat(Snapshot.parse("4:9:6,8").text()).isEqualTo("6:9:6,8");
  }

  @Test
  void sees_transactions_that_had_ended() {
    Snapshot snapshot = Snapshot.parse("10:20:10,14,15");

    assertThat(List.of(3L, 9L, 11L, 13L, 16L, 19L)).allMatch(snapshot::sees);
    assertThat(List.of(10L, 14L, 15L, 20L, 21L)).noneMatch(snapshot::sees);
  }

  @Test
  void nothing_sees_no_transaction() {
    assertThat(Snapshot.NOTHING.sees(3)).isFalse();
    assertThat(Snapshot.NOTHING.sees(Long.MAX_VALUE)).isFalse();
  }

  @Test
  void up_to_the_last_event_it_forgets_all_that_came_later() {
    Snapshot snapshot = Snapshot.parse("10:20:10,14,17");

    assertThat(snapshot.upTo(15).text()).isEqualTo("10:16:10,14");
    assertThat(snapshot.upTo(14).text()).isEqualTo("10:15:10,14");
    assertThat(snapshot.upTo(13).text()).isEqualTo("10:14:10");
    assertThat(snapshot.upTo(9).text()).isEqualTo("10:10:");
    assertThat(snapshot.upTo(0)).isEqualTo(Snapshot.NOTHING);
  }

  @Test
  void up_to_never_reaches_beyond_itself() {
    Snapshot snapshot = Snapshot.parse("10:20:10");

    assertThat(snapshot.upTo(19)).isEqualTo(snapshot);
    assertThat(snapshot.upTo(99)).isEqualTo(snapshot);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "::",
        "1:1:",
        "10:20",
        "10:20:x",
        "10:20:9,20",
        "20:10:",
        "10:20:15,14",
        "10:20:14,14",
        "12:20:11",
        "-3:5:",
        "3:99999999999999999999:"
      })
  void refuses_what_is_no_snapshot(String text) {
    assertThatExceptionOfType(BrokenEventLogException.class)
        .isThrownBy(() -> Snapshot.parse(text))
        .withMessageContaining("snapshot");
  }
}
