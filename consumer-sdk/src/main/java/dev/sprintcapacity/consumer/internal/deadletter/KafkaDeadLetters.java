package dev.sprintcapacity.consumer.internal.deadletter;

import dev.sprintcapacity.consumer.internal.deadletter.kafka.GroupTopics;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.KafkaClients;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.OrderedWriter;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.PendingWrite;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.TopicKind;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.TopicProvision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Writes dead letters to the topics of the group: {@code <topic>.<group>.dlq}, same partition, same
 * key, same value, own headers first and then those of {@link DeadLetterHeaders}.
 *
 * <p>A stage completes within {@link OrderedWriter#LIMIT} after the one before it of the same key,
 * also where the topic is missing, a right is, or the brokers are. Memory is bounded by the
 * producer's buffer and by {@link OrderedWriter#MOST_WRITES} records that the consumer holds
 * anyway. Letters of one key are written in the order in which they were sent: where one fails,
 * those sent before its stage completed fail as well.
 *
 * <p>A letter whose acknowledgement was lost is sent again by the caller and may then be there
 * twice: same origin, same redrive count. A redrive takes the first of them.
 */
public final class KafkaDeadLetters implements DeadLetterSink {
  private final DeadLetterSettings settings;
  private final LetterFormat format;
  private final TopicProvision provision;
  private final OrderedWriter writer;

  /**
   * Remembers the settings; nothing happens before {@link #start()}.
   *
   * @param settings where to write, and for whom
   * @param nanoTime a clock for pauses and bounds
   */
  public KafkaDeadLetters(DeadLetterSettings settings, LongSupplier nanoTime) {
    KafkaClients clients =
        new KafkaClients(settings.kafka(), "sprintcap-dead-letters-" + settings.group());
    this.settings = settings;
    this.format = new LetterFormat(settings.group());
    this.provision = new TopicProvision(clients, nanoTime);
    this.writer =
        new OrderedWriter(
            "sprintcap-dead-letters-" + settings.group(), clients::producer, provision, nanoTime);
  }

  /**
   * Makes the dead letter topics and the topics for the way back. What cannot be made is one
   * warning each, and is tried again when the first letter needs it. Takes seconds where no broker
   * answers.
   */
  @Override
  public void start() {
    settings.groupTopics().forEach(provision::prepareDeadLetters);
    writer.start();
  }

  @Override
  public CompletionStage<Void> send(FailedRecord failed) {
    GroupTopics topics = format.topicsOf(failed);
    List<Supplier<ProducerRecord<byte[], byte[]>>> forms = new ArrayList<>();
    for (LetterSize size : LetterSize.values()) {
      forms.add(() -> format.letter(failed, size));
    }
    TopicPartition partition = new TopicPartition(topics.deadLetters(), format.partitionOf(failed));
    PendingWrite write =
        new PendingWrite(
            new KeyLane(partition, failed.record().key()), topics, TopicKind.DEAD_LETTERS, forms);
    CompletableFuture<Void> sent = new CompletableFuture<>();
    var unused =
        writer
            .write(write)
            .whenComplete((offset, failure) -> {
              if (failure == null) {
                sent.complete(null);
              } else {
                sent.completeExceptionally(failure);
              }
            });
    return sent;
  }

  @Override
  public void close(Duration limit) {
    writer.close(limit);
    provision.close();
  }
}
