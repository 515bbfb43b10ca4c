package dev.sprintcapacity.consumer.internal.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.consumer.inbox.IdempotencySettings;
import dev.sprintcapacity.consumer.schema.Upcasters;
import dev.sprintcapacity.consumer.spi.SchemaValidator;
import dev.sprintcapacity.events.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Checks of a consumer of both topics in group {@code g}, with partition 0 of each assigned. */
final class Checks {
  static final String LIFECYCLE = Topic.SPRINT_LIFECYCLE.topicName();
  static final String TEAM = Topic.TEAM_MEMBERS.topicName();
  static final Set<String> BOTH =
      Arrays.stream(Topic.values()).map(Topic::topicName).collect(Collectors.toSet());
  static final List<TopicPartition> PARTITIONS =
      List.of(new TopicPartition(LIFECYCLE, 0), new TopicPartition(TEAM, 0));

  final AtomicLong nanos = new AtomicLong();
  final EventChecks checks;

  private Checks(InboundSettings settings) {
    checks = new EventChecks(settings, nanos::get);
    checks.assigned(PARTITIONS);
  }

  static Checks with(IdempotencySettings idempotency) {
    return new Checks(
        new InboundSettings("g", BOTH, Upcasters.none(), SchemaValidator.none(), idempotency));
  }

  static Checks with(Upcasters upcasters, SchemaValidator validator) {
    return new Checks(
        new InboundSettings("g", BOTH, upcasters, validator, IdempotencySettings.DEFAULT));
  }

  Inbound check(ConsumerRecord<byte[], byte[]> record) {
    return checks.check(record);
  }

  /** Checks a record, which must be delivered, and notes that it was handled. */
  void handle(ConsumerRecord<byte[], byte[]> record) {
    assertThat(checks.check(record)).isInstanceOf(Inbound.Deliver.class);
    checks.handled(record);
  }
}
