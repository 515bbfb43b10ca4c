package dev.sprintcapacity.consumer.internal.wiring;

import dev.sprintcapacity.consumer.ConsumerSettings;
import dev.sprintcapacity.consumer.internal.deadletter.DeadLetterSink;
import dev.sprintcapacity.consumer.internal.deadletter.ParkedKeys;
import dev.sprintcapacity.consumer.internal.inbound.DecodingChecks;
import dev.sprintcapacity.consumer.internal.inbound.InboundChecks;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a consumer is made of that tests replace.
 *
 * @param inbound the checks before handlers
 * @param deadLetters takes what no attempt could handle
 * @param parkedKeys knows which keys wait behind a dead letter
 * @param client makes the Kafka client from its settings
 * @param clock for times that people read
 * @param nanoTime for everything that is decided
 * @param chance numbers from 0 to 1 for jitter; thread-safe
 */
public record Wiring(
    InboundChecks inbound,
    DeadLetterSink deadLetters,
    ParkedKeys parkedKeys,
    Function<Map<String, Object>, Consumer<byte[], byte[]>> client,
    InstantSource clock,
    LongSupplier nanoTime,
    DoubleSupplier chance) {

  /** The real parts. */
  public static Wiring of(ConsumerSettings settings) {
    return new Wiring(
        new DecodingChecks(),
        new NoDeadLetters(settings.groupId()),
        new NothingParked(),
        client ->
            new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        InstantSource.system(),
        System::nanoTime,
        () -> ThreadLocalRandom.current().nextDouble());
  }
}
