package dev.sprintcapacity.consumer.internal.inbound;

import static dev.sprintcapacity.consumer.internal.inbound.Checks.BOTH;
import static dev.sprintcapacity.consumer.internal.inbound.Checks.LIFECYCLE;
import static dev.sprintcapacity.consumer.internal.inbound.Checks.PARTITIONS;
import static dev.sprintcapacity.consumer.internal.inbound.SampleRecords.aLifecycleEvent;
import static dev.sprintcapacity.consumer.internal.inbound.SampleRecords.aRecord;
import static dev.sprintcapacity.consumer.internal.inbound.SampleRecords.aTeamEvent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.consumer.inbox.GapPolicy;
import dev.sprintcapacity.consumer.inbox.IdempotencySettings;
import dev.sprintcapacity.consumer.schema.Upcasters;
import dev.sprintcapacity.consumer.spi.SchemaValidator;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class GapTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static Checks with(GapPolicy policy) {
    return Checks.with(IdempotencySettings.DEFAULT.withGap(policy, PATIENCE));
  }

  @Test
  void a_consumer_of_one_topic_cannot_ask_for_gaps() {
    var settings = IdempotencySettings.DEFAULT.withGap(GapPolicy.WAIT, PATIENCE);

    assertThatThrownBy(() ->
            new InboundSettings(
                "g", Set.of(LIFECYCLE), Upcasters.none(), SchemaValidator.none(), settings))
        .isInstanceOf(ConsumerException.class)
        .hasMessageContaining("WAIT")
        .hasMessageContaining(LIFECYCLE);
    assertThat(new InboundSettings("g", BOTH, Upcasters.none(), SchemaValidator.none(), settings))
        .isNotNull();
  }

  @Test
  void by_default_nobody_looks_for_gaps() {
    Checks checks = Checks.with(IdempotencySettings.DEFAULT);
    checks.handle(aRecord(0, aLifecycleEvent("a", 1)));

    checks.handle(aRecord(1, aLifecycleEvent("a", 9)));

    assertThat(checks.checks.counts().gaps()).isZero();
  }

  @Test
  void both_topics_together_have_no_gap() {
    Checks checks = with(GapPolicy.HANDLE);

    checks.handle(aRecord(0, aLifecycleEvent("a", 1)));
    checks.handle(aRecord(0, aTeamEvent("a", 2)));
    checks.handle(aRecord(1, aLifecycleEvent("a", 3)));
    checks.handle(aRecord(1, aTeamEvent("a", 4)));

    assertThat(checks.checks.counts().gaps()).isZero();
  }

  @Test
  void a_gap_is_counted_once_however_often_the_event_is_tried() {
    Checks checks = with(GapPolicy.HANDLE);
    checks.handle(aRecord(0, aLifecycleEvent("a", 1)));
    ConsumerRecord<byte[], byte[]> early = aRecord(1, aLifecycleEvent("a", 3));

    assertThat(checks.check(early)).isInstanceOf(Inbound.Deliver.class);
    assertThat(checks.check(early)).isInstanceOf(Inbound.Deliver.class);
    checks.checks.handled(early);
    checks.handle(aRecord(0, aTeamEvent("a", 2)));
    checks.handle(aRecord(1, aTeamEvent("a", 4)));

    assertThat(checks.checks.counts().gaps()).isEqualTo(1);
    assertThat(checks.checks.counts().stale()).isZero();
  }

  @Test
  void the_first_event_of_a_key_is_taken_as_it_is() {
    Checks checks = with(GapPolicy.FAIL);

    checks.handle(aRecord(0, aLifecycleEvent("a", 40)));
    checks.handle(aRecord(0, aTeamEvent("a", 39)));

    assertThat(checks.checks.counts().gaps()).isZero();
  }

  @Test
  void an_early_event_waits_for_its_predecessor_in_the_other_topic() {
    Checks checks = with(GapPolicy.WAIT);
    checks.handle(aRecord(0, aLifecycleEvent("a", 1)));
    ConsumerRecord<byte[], byte[]> early = aRecord(1, aLifecycleEvent("a", 3));

    assertThat(checks.check(early)).isInstanceOf(Inbound.Wait.class);
    assertThat(checks.check(early)).isInstanceOf(Inbound.Wait.class);
    checks.handle(aRecord(0, aTeamEvent("a", 2)));
    checks.handle(early);

    assertThat(checks.checks.counts().waits()).isEqualTo(1);
    assertThat(checks.checks.counts().gaps()).isZero();
  }

  @Test
  void the_wait_ends_with_the_patience_and_is_then_a_gap() {
    Checks checks = with(GapPolicy.WAIT);
    checks.handle(aRecord(0, aLifecycleEvent("a", 1)));
    ConsumerRecord<byte[], byte[]> early = aRecord(1, aLifecycleEvent("a", 3));
    ConsumerRecord<byte[], byte[]> earlier = aRecord(0, aTeamEvent("a", 4));

    assertThat(checks.check(early)).isInstanceOf(Inbound.Wait.class);
    checks.nanos.addAndGet(PATIENCE.toNanos() - 1);
    assertThat(checks.check(earlier))
        .as("two events of a key that wait in turn do not renew the patience")
        .isInstanceOf(Inbound.Wait.class);
    assertThat(checks.check(early)).isInstanceOf(Inbound.Wait.class);
    checks.nanos.addAndGet(1);
    assertThat(checks.check(early)).isInstanceOf(Inbound.Deliver.class);
    checks.handle(early);
    checks.handle(earlier);

    assertThat(checks.checks.counts().waits()).isEqualTo(2);
    assertThat(checks.checks.counts().gaps()).isEqualTo(1);
  }

  @Test
  void each_wait_of_a_key_has_the_whole_patience() {
    Checks checks = with(GapPolicy.WAIT);
    checks.handle(aRecord(0, aLifecycleEvent("a", 1)));
    checks.check(aRecord(1, aLifecycleEvent("a", 3)));
    checks.nanos.addAndGet(PATIENCE.toNanos() - 1);
    checks.handle(aRecord(0, aTeamEvent("a", 2)));
    checks.handle(aRecord(1, aLifecycleEvent("a", 3)));

    checks.nanos.addAndGet(PATIENCE.toNanos() - 1);
    assertThat(checks.check(aRecord(2, aLifecycleEvent("a", 5)))).isInstanceOf(Inbound.Wait.class);
    checks.nanos.addAndGet(PATIENCE.toNanos() - 1);
    assertThat(checks.check(aRecord(2, aLifecycleEvent("a", 5)))).isInstanceOf(Inbound.Wait.class);
  }

  @Test
  void the_clock_may_run_over_the_end_of_its_numbers() {
    Checks checks = with(GapPolicy.WAIT);
    checks.nanos.set(Long.MAX_VALUE - 1);
    checks.handle(aRecord(0, aLifecycleEvent("a", 1)));

    assertThat(checks.check(aRecord(1, aLifecycleEvent("a", 3)))).isInstanceOf(Inbound.Wait.class);
    checks.nanos.addAndGet(10);
    assertThat(checks.check(aRecord(1, aLifecycleEvent("a", 3)))).isInstanceOf(Inbound.Wait.class);
    checks.nanos.addAndGet(PATIENCE.toNanos());
    assertThat(checks.check(aRecord(1, aLifecycleEvent("a", 3))))
        .isInstanceOf(Inbound.Deliver.class);
  }

  @Test
  void an_early_event_may_be_made_a_dead_letter() {
    Checks checks = with(GapPolicy.FAIL);
    checks.handle(aRecord(0, aLifecycleEvent("a", 1)));

    assertThat(checks.check(aRecord(1, aLifecycleEvent("a", 3))))
        .isInstanceOf(Inbound.Refuse.class);
    assertThat(checks.checks.counts().gaps()).isEqualTo(1);
  }

  @Test
  void a_dead_letter_leaves_no_gap_behind() {
    Checks checks = with(GapPolicy.FAIL);
    checks.handle(aRecord(0, aLifecycleEvent("a", 1)));
    ConsumerRecord<byte[], byte[]> failed = aRecord(1, aLifecycleEvent("a", 2));
    checks.check(failed);
    checks.checks.handled(failed);

    checks.handle(aRecord(0, aTeamEvent("a", 3)));
  }

  @Test
  void what_was_seen_of_a_sprint_is_forgotten_with_either_partition() {
    Checks checks = with(GapPolicy.FAIL);
    checks.handle(aRecord(0, aLifecycleEvent("a", 1)));

    checks.checks.revoked(PARTITIONS.subList(1, 2));
    checks.checks.assigned(PARTITIONS);

    checks.handle(aRecord(0, aTeamEvent("a", 5)));
  }

  @Test
  void where_another_member_reads_the_other_topic_nobody_looks_for_gaps() {
    Checks checks = with(GapPolicy.FAIL);
    checks.checks.revoked(PARTITIONS.subList(1, 2));

    checks.handle(aRecord(0, aLifecycleEvent("a", 1)));
    checks.handle(aRecord(1, aLifecycleEvent("a", 5)));
    checks.checks.assigned(PARTITIONS.subList(1, 2));
    checks.handle(aRecord(2, aLifecycleEvent("a", 9)));

    assertThat(checks.check(aRecord(3, aLifecycleEvent("a", 11))))
        .isInstanceOf(Inbound.Refuse.class);
  }
}
