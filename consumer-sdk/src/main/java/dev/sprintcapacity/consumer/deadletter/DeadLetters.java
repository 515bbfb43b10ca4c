package dev.sprintcapacity.consumer.deadletter;

import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.consumer.internal.deadletter.DeadLetterSettings;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.GroupTopics;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.KafkaClients;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.PartitionReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.KafkaException;

/**
 * The dead letters of a group: what there is, and how it gets back. Holds no connection between two
 * calls. Thread-safe.
 *
 * <p>A consumer writes what it cannot handle to {@code <topic>.<group>.dlq}. {@link #redrive}
 * copies from there to {@code <topic>.<group>.redrive}, which the consumers of the group read as
 * well; they handle these records with {@code replay} set. The dead letter stays where it is: it is
 * kept as long as the retention of its topic says, which is for ever in topics that the consumer
 * made. To purge, set {@code retention.ms} of that topic, or delete records up to an offset with
 * Kafka's own tools; a letter that waits is lost to the group by that.
 *
 * <p><strong>Not twice.</strong> What is in the redrive topic counts as sent back; there is no
 * other book. So a second redrive of the same selection sends back only what is new: letters of
 * records that failed again. This holds after a crash in the middle, for two redrives at once (the
 * later one fences the earlier), and for letters that were written twice. It holds as long as the
 * redrive topic keeps its records: never give it a shorter retention than the dead letters have. A
 * consumer that reads uncommitted records may see the last batch of a redrive that stopped, and see
 * it again from the next one.
 *
 * <p><strong>In order.</strong> Letters of a parked key go back from the first one on, and none is
 * left out in between. When none waits any more, a closing record follows; the consumer that
 * reaches it frees the key, unless more of it was parked meanwhile. Then redrive once more.
 *
 * <p>Rights needed: Read on the three topics beside each topic, Describe on the topic; to redrive
 * also Write on the redrive topic (Create where it is missing) and Write on the transactional id
 * {@code sprintcap-redrive-<group>}.
 *
 * @since 0.1.0
 */
public final class DeadLetters {
  private final KafkaClients clients;
  private final List<GroupTopics> topics;
  private final LongSupplier nanoTime;

  /**
   * Remembers where to look; connects at the first call.
   *
   * @param kafka client settings by their Kafka keys, {@code bootstrap.servers} among them
   * @param group the consumer group
   * @param topics the topics it consumes
   * @throws ConsumerException where group and topics cannot name a topic of Kafka
   */
  public DeadLetters(Map<String, Object> kafka, String group, Set<String> topics) {
    this(kafka, group, topics, System::nanoTime);
  }

  DeadLetters(Map<String, Object> kafka, String group, Set<String> topics, LongSupplier nanoTime) {
    DeadLetterSettings settings = new DeadLetterSettings(kafka, group, topics);
    this.clients = new KafkaClients(settings.kafka(), "sprintcap-redrive-" + group);
    this.topics = settings.groupTopics();
    this.nanoTime = nanoTime;
  }

  /**
   * Dead letters by topic, partition and offset, read while the stream is consumed. Close the
   * stream: it holds a connection. Records of the topics that no consumer of this SDK wrote are
   * left out.
   *
   * @param filter which
   * @param limit how many at most, 1 or more
   * @return a stream for one thread; it throws {@link ConsumerException} where the cluster does not
   *     answer within ten seconds
   */
  public Stream<DeadLetter> list(DeadLetterFilter filter, long limit) {
    if (limit < 1) {
      throw new ConsumerException("limit must be at least 1, but is " + limit);
    }
    return stream(filter).limit(limit);
  }

  /**
   * How many dead letters there are. Reads them all.
   *
   * @param filter which
   * @return their number
   * @throws ConsumerException where the cluster does not answer within ten seconds
   */
  public long count(DeadLetterFilter filter) {
    try (Stream<DeadLetter> letters = stream(filter)) {
      return letters.count();
    }
  }

  /**
   * Sends dead letters back to the group. Returns when all of them are acknowledged by the brokers;
   * the group handles them in its own time.
   *
   * @param selection which
   * @param options how
   * @return what was sent back, and what was not and why
   * @throws RedriveException where it stopped on its way: no answer within ten seconds, a right
   *     that is missing, or another redrive of the group; run it again
   */
  public RedriveReport redrive(Selection selection, RedriveOptions options) {
    return new Redrive(clients, topics, selection, options, nanoTime).run();
  }

  private Stream<DeadLetter> stream(DeadLetterFilter filter) {
    List<GroupTopics> chosen =
        topics.stream()
            .filter(each -> filter.topic() == null || each.topic().equals(filter.topic()))
            .toList();
    if (chosen.isEmpty()) {
      throw new ConsumerException("topic %s is not one of %s".formatted(filter.topic(), topics));
    }
    PartitionReader reader = reader();
    LetterIterator letters =
        new LetterIterator(reader, chosen, filter, KafkaClients.ANSWER_LIMIT, nanoTime);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(letters, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(reader::close);
  }

  private PartitionReader reader() {
    try {
      return new PartitionReader(clients.reader(), KafkaClients.ANSWER_LIMIT, nanoTime);
    } catch (KafkaException e) {
      throw new ConsumerException(
          "dead letters of %s cannot be read: %s".formatted(topics, e.getMessage()), e);
    }
  }
}
