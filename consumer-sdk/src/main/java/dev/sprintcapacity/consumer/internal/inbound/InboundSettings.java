package dev.sprintcapacity.consumer.internal.inbound;

import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.consumer.inbox.GapPolicy;
import dev.sprintcapacity.consumer.inbox.IdempotencySettings;
import dev.sprintcapacity.consumer.schema.Upcasters;
import dev.sprintcapacity.consumer.spi.SchemaValidator;
import dev.sprintcapacity.events.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * How records are judged.
 *
 * @param group the consumer group, by which redrive topics are told
 * @param topics what the consumer reads, without redrive topics
 * @param upcasters for versions before today's
 * @param validator beyond the decoder
 * @param idempotency what to do with repetitions and gaps
 */
public record InboundSettings(
    String group,
    Set<String> topics,
    Upcasters upcasters,
    SchemaValidator validator,
    IdempotencySettings idempotency) {
  /** Checks that everything is there, and that gaps are looked for only where they can be seen. */
  public InboundSettings {
    Objects.requireNonNull(group, "group");
    topics = Set.copyOf(topics);
    Objects.requireNonNull(upcasters, "upcasters");
    Objects.requireNonNull(validator, "validator");
    List<String> all = Arrays.stream(Topic.values()).map(Topic::topicName).toList();
    if (idempotency.gap() != GapPolicy.UNCHECKED && !topics.containsAll(all)) {
      throw new ConsumerException(
          "the gap policy %s needs a consumer of %s, for ce_sequence runs over both, but the topics are %s"
              .formatted(idempotency.gap(), all, topics));
    }
  }

  /** Topics of dead letters that are handled once more end like this. */
  String redriveSuffix() {
    return "." + group + ".redrive";
  }
}
