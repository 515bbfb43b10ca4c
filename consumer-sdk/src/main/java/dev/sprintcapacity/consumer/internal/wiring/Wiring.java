package dev.sprintcapacity.consumer.internal.wiring;

import dev.sprintcapacity.consumer.ConsumerSettings;
import dev.sprintcapacity.consumer.internal.deadletter.CompactedParkedKeys;
import dev.sprintcapacity.consumer.internal.deadletter.DeadLetterSettings;
import dev.sprintcapacity.consumer.internal.deadletter.DeadLetterSink;
import dev.sprintcapacity.consumer.internal.deadletter.KafkaDeadLetters;
import dev.sprintcapacity.consumer.internal.deadletter.RedrivenKeys;
import dev.sprintcapacity.consumer.internal.dispatch.Pause;
import dev.sprintcapacity.consumer.internal.inbound.EventChecks;
import dev.sprintcapacity.consumer.internal.inbound.InboundChecks;
import dev.sprintcapacity.consumer.internal.inbound.InboundSettings;
import dev.sprintcapacity.consumer.internal.poll.LoopThreads;
import dev.sprintcapacity.consumer.internal.poll.PollThreads;
import dev.sprintcapacity.consumer.internal.settings.ClientSettings;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
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
 * @param inbound makes the checks before handlers, from the types that have a handler
 * @param deadLetters takes what no attempt could handle
 * @param parkedKeys knows which keys wait behind a dead letter
 * @param client makes the Kafka client from its settings
 * @param clock for times that people read
 * @param nanoTime for everything that is decided
 * @param chance numbers from 0 to 1 for jitter; thread-safe
 * @param workers makes what runs handlers, each on a thread of its own, from the name of the
 *     threads
 * @param threads makes what takes the turns of the loop
 * @param pause lets the loop wait where it does not poll
 */
public record Wiring(
    Function<Set<String>, InboundChecks> inbound,
    DeadLetterSink deadLetters,
    RedrivenKeys parkedKeys,
    Function<Map<String, Object>, Consumer<byte[], byte[]>> client,
    InstantSource clock,
    LongSupplier nanoTime,
    DoubleSupplier chance,
    Function<String, Executor> workers,
    LoopThreads.Maker threads,
    Pause pause) {

  /** The real parts. */
  public static Wiring of(ConsumerSettings settings) {
    LongSupplier nanoTime = System::nanoTime;
    DeadLetterSettings deadLetters =
        new DeadLetterSettings(ClientSettings.of(settings), settings.groupId(), settings.topics());
    return new Wiring(
        checks(settings, nanoTime),
        settings.deadLetters()
            ? new KafkaDeadLetters(deadLetters, nanoTime)
            : new WarnedLetters(settings.groupId()),
        settings.deadLetters()
            ? new CompactedParkedKeys(deadLetters, nanoTime)
            : new NoParkedKeys(),
        client ->
            new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        InstantSource.system(),
        nanoTime,
        () -> ThreadLocalRandom.current().nextDouble(),
        Wiring::virtualThreads,
        PollThreads::new,
        Pause.PARKED);
  }

  /** The real checks before handlers. */
  public static Function<Set<String>, InboundChecks> checks(
      ConsumerSettings settings, LongSupplier nanoTime) {
    return types -> new EventChecks(inbound(settings, types), nanoTime);
  }

  private static Executor virtualThreads(String name) {
    ThreadFactory threads = Thread.ofVirtual().name(name).factory();
    return work -> threads.newThread(work).start();
  }

  private static InboundSettings inbound(ConsumerSettings settings, Set<String> handledTypes) {
    return new InboundSettings(
        settings.groupId(),
        settings.topics(),
        handledTypes,
        settings.checks().upcasters(),
        settings.checks().schemaValidator(),
        settings.checks().idempotency());
  }
}
