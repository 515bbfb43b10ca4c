package dev.sprintcapacity.cli.reconcile;

import static dev.sprintcapacity.cli.SampleEvents.aSprintCreated;
import static dev.sprintcapacity.cli.SampleEvents.aSprintDeleted;
import static dev.sprintcapacity.cli.SampleEvents.aTeamMemberAdded;
import static dev.sprintcapacity.cli.TestBroker.recordOf;
import static dev.sprintcapacity.cli.reconcile.BothSides.recordOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.cli.CommandRun;
import dev.sprintcapacity.events.EncodedEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way in which a topic can differ from the event table is found and named. */
class ReconcileTest {
  @TempDir private static Path folder;
  private static BothSides sides;

  private final EncodedEvent first = aSprintCreated("s");
  private final EncodedEvent second = aTeamMemberAdded("s");
  private final EncodedEvent third = aSprintDeleted("s");

  @BeforeAll
  static void startBothSides() {
    sides = BothSides.start(folder);
  }

  @AfterAll
  static void stopBothSides() {
    sides.close();
  }

  @BeforeEach
  void fillBothSides() {
    sides.renew();
    for (String good : List.of("good-1", "good-2", "good-3")) {
      EncodedEvent[] events = {aSprintCreated(good), aTeamMemberAdded(good), aSprintDeleted(good)};
      sides.insert(events);
      sides.publish(events);
    }
    sides.insert(first, second, third);
  }

  @AfterEach
  void removeTopics() {
    sides.removeTopics();
  }

  @Test
  void the_same_on_both_sides_is_clean() {
    sides.publish(first, second, third);

    CommandRun run = sides.reconcile();

    assertThat(run.out())
        .isEqualTo(
            """
            CLEAN: 0 lost, 0 extra, 0 duplicated, 0 inverted, 0 altered; \
            12 rows, 12 records, 4 sprints, 0 waiting
            """);
    assertThat(run.awaitExit()).isZero();
    assertThat(run.err())
        .contains("read 12 records", "read 12 rows")
        .doesNotContain(sides.password());
  }

  @Test
  void a_row_without_a_record_is_lost() {
    sides.publish(first, third);

    assertDifferent(
        "1 lost, 0 extra, 0 duplicated, 0 inverted, 0 altered; 12 rows, 11 records",
        "lost: sprint s, sequence 2, ce_id %s, sprint.team-members: a row without a record"
            .formatted(second.id()));
  }

  @Test
  void a_record_without_a_row_is_extra() {
    EncodedEvent invented =
        new EncodedEvent(new UUID(1, 4), first.type(), "s", 4, first.time(), null, first.value());
    sides.publish(first, second, third, invented);

    assertDifferent(
        "0 lost, 1 extra, 0 duplicated, 0 inverted, 0 altered; 12 rows, 13 records",
        "extra: sprint s, sequence 4, ce_id %s, sprint.lifecycle partition "
            .formatted(invented.id()));
  }

  @Test
  void a_record_that_nobody_can_read_is_extra() {
    sides.publish(first, second, third);
    sides.broker().publish(recordOf("sprint.lifecycle", "\u001B[2J"));

    assertDifferent(
        "0 lost, 1 extra, 0 duplicated, 0 inverted, 0 altered; 12 rows, 13 records",
        "extra: sprint none, sequence none, ce_id none, sprint.lifecycle partition 0 offset ");
  }

  @Test
  void a_second_record_of_a_row_is_duplicated() {
    sides.publish(first, second, third, second);

    assertDifferent(
        "0 lost, 0 extra, 1 duplicated, 0 inverted, 0 altered; 12 rows, 13 records",
        "duplicated: sprint s, sequence 2, ce_id %s, sprint.team-members partition "
            .formatted(second.id()));
  }

  @Test
  void a_record_behind_a_later_one_of_its_sprint_is_inverted() {
    sides.publish(third, second, first);

    assertDifferent(
        "0 lost, 0 extra, 0 duplicated, 1 inverted, 0 altered; 12 rows, 12 records",
        "inverted: sprint s, sequence 1, ce_id %s, sprint.lifecycle partition "
            .formatted(first.id()),
        ": after sequence 3\n");
  }

  @Test
  void another_value_is_altered() {
    byte[] value = second.value();
    value[value.length - 2] ^= 1;
    sides
        .broker()
        .publish(
            recordOf(first),
            recordOf(
                new EncodedEvent(second.id(), second.type(), "s", 2, second.time(), null, value)),
            recordOf(third));

    assertDifferent(
        "0 lost, 0 extra, 0 duplicated, 0 inverted, 1 altered; 12 rows, 12 records",
        "altered: sprint s, sequence 2, ce_id %s, sprint.team-members partition "
            .formatted(second.id()),
        ": value\n");
  }

  @Test
  void another_header_is_altered() {
    assertAltered(
        header(recordOf(first), "ce_time", "2026-01-01T00:00:00.000000Z"), "header ce_time");
    assertAltered(header(recordOf(first), "ce_id", "somebody-else"), "header ce_id");
    assertAltered(header(recordOf(first), "ce_sequence", "7"), "header ce_sequence");
    ProducerRecord<String, byte[]> less = recordOf(first);
    less.headers().remove("content-type");
    assertAltered(less, "header content-type, which is missing");
    ProducerRecord<String, byte[]> more = recordOf(first);
    more.headers().add("more", new byte[0]);
    assertAltered(more, "headers, which are others, more, or in another order");
  }

  @Test
  void a_record_in_the_wrong_topic_is_altered() {
    sides
        .broker()
        .publish(recordOf(first), recordOf(second, "sprint.lifecycle", null), recordOf(third));

    assertDifferent(
        "0 lost, 0 extra, 0 duplicated, 0 inverted, 1 altered; 12 rows, 12 records",
        "altered: sprint s, sequence 2, ce_id %s, sprint.lifecycle partition "
            .formatted(second.id()),
        ": topic, which should be sprint.team-members\n");
  }

  @Test
  void topics_that_do_not_exist_have_no_records() {
    sides.removeTopics();

    CommandRun run = sides.reconcile("--settled");

    assertThat(run.out()).startsWith("DIFFERENT: 12 lost, ").contains("12 rows, 0 records");
    assertThat(run.err())
        .contains("topic sprint.lifecycle does not exist", "sprint.team-members does not exist");
    sides.createTopics(1);
  }

  @Test
  void all_differences_are_counted_and_as_many_listed_as_wanted() {
    List<EncodedEvent> lost =
        IntStream.range(0, 30).mapToObj(i -> aSprintCreated("lost-%02d".formatted(i))).toList();
    sides.insertAll(lost);
    sides.publish(first, second, third);

    CommandRun run = sides.reconcile("--settled", "--max-differences=3");

    assertThat(run.awaitExit()).isEqualTo(1);
    assertThat(run.out())
        .startsWith("DIFFERENT: 30 lost, 0 extra")
        .contains("lost: sprint lost-02")
        .doesNotContain("lost-03")
        .endsWith("and 27 more differences: --max-differences lists more\n");
  }

  @Test
  void programs_get_one_json_object() {
    sides.publish(first, third, third);

    CommandRun run = sides.reconcile("--json");

    assertThat(run.out().lines()).hasSize(1);
    assertThat(run.out())
        .startsWith(
            """
            {"verdict":"different","lost":1,"extra":0,"duplicated":1,"inverted":0,"altered":0,\
            "rows":12,"records":12,"sprints":4,"waiting":0,"not_comparable":0,"unknown_topic":0,\
            "sprints_not_examined":0,"differences":[{"kind":"lost","sprint_id":"s","sequence":2,\
            "ce_id":"%s","topic":"sprint.team-members","detail":"a row without a record"},\
            {"kind":"duplicated","sprint_id":"s","sequence":3,"ce_id":"%s",\
            "topic":"sprint.lifecycle","partition":\
            """
                .formatted(second.id(), third.id()));
    assertThat(run.awaitExit()).isEqualTo(1);
  }

  private void assertAltered(ProducerRecord<String, byte[]> altered, String detail) {
    sides.useOnePartition();
    sides.broker().publish(altered, recordOf(second), recordOf(third));
    CommandRun run = sides.reconcile("--max-differences=100");
    assertThat(run.out())
        .as(detail)
        .contains("1 altered")
        .contains("altered: sprint s, sequence 1, ce_id ")
        .contains(": " + detail + "\n")
        .doesNotContain("extra: ", "duplicated: ", "inverted: ");
  }

  private static ProducerRecord<String, byte[]> header(
      ProducerRecord<String, byte[]> kafkaRecord, String name, String value) {
    List<Header> all = List.of(kafkaRecord.headers().toArray());
    all.forEach(each -> kafkaRecord.headers().remove(each.key()));
    all.forEach(each ->
        kafkaRecord
            .headers()
            .add(each.key(), each.key().equals(name) ? value.getBytes(UTF_8) : each.value()));
    return kafkaRecord;
  }

  private static void assertDifferent(String counts, String... texts) {
    CommandRun run = sides.reconcile();
    assertThat(run.out()).startsWith("DIFFERENT: " + counts).contains(texts);
    assertThat(run.out().lines()).as(run.out()).hasSize(2);
    assertThat(run.awaitExit()).isEqualTo(1);
  }
}
