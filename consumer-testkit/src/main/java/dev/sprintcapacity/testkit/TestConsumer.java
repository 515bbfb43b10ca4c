package dev.sprintcapacity.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.consumer.ConsumerBuilder;
import dev.sprintcapacity.consumer.ConsumerSettings;
import dev.sprintcapacity.consumer.ConsumerStatistics;
import dev.sprintcapacity.consumer.EventHandler;
import dev.sprintcapacity.consumer.KafkaEventConsumer;
import dev.sprintcapacity.consumer.TypedAction;
import dev.sprintcapacity.consumer.TypedHandler;
import dev.sprintcapacity.consumer.deadletter.DeadLetter;
import dev.sprintcapacity.consumer.lag.ConsumerPhase;
import dev.sprintcapacity.consumer.lag.ConsumerReport;
import dev.sprintcapacity.consumer.lag.StuckKey;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.EventData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A consumer that a test cranks by hand: the real engine with the real settings, in front of topics
 * in memory. Handlers run inside of the methods of this class, one after the other, on the thread
 * of the test; nothing happens between two calls, and time stands still unless the {@link #clock}
 * is moved.
 *
 * <pre>{@code
 * TestConsumer consumer =
 *     TestConsumer.of(KafkaEventConsumer.builder().topics("sprint.lifecycle").groupId("calendar"))
 *         .on(SprintCreated.class, handler);
 * consumer.deliver(SprintStory.wholeLife("sprint-1"));
 * consumer.runUntilIdle();
 * }</pre>
 *
 * <p>It is the only member of its group and starts by itself with the first turn. After {@link
 * #crash} and {@link #stop} the next turn starts another one with the same registrations, at what
 * was committed last; where nothing was committed it begins with the first record, whatever {@code
 * auto.offset.reset} says. All topics have the same number of partitions, and a key belongs to the
 * partition that it has in Kafka. For one thread.
 *
 * @since 0.1.0
 */
public final class TestConsumer {
  /** Partitions of each topic: as many as the service makes by default. */
  public static final int DEFAULT_PARTITIONS = 6;

  private final ConsumerSettings settings;
  private final ManualClock clock;
  private final MemoryBroker broker;
  private final TestTopics topics;
  private final List<Consumer<KafkaEventConsumer>> registrations = new ArrayList<>();
  private @Nullable Life life;
  private boolean startedOnce;
  private long handledBefore;

  private TestConsumer(ConsumerSettings settings, ManualClock clock, int partitions) {
    this.settings = settings;
    this.clock = clock;
    this.broker = new MemoryBroker(partitions, clock);
    this.topics = new TestTopics(settings, broker);
  }

  /**
   * A consumer with a clock of its own and {@value #DEFAULT_PARTITIONS} partitions.
   *
   * @param builder the settings, as in production; a server that they name is not asked
   * @return a consumer without handlers
   * @throws dev.sprintcapacity.consumer.ConsumerSettingsException with every problem of the
   *     settings
   */
  public static TestConsumer of(ConsumerBuilder builder) {
    return of(builder, new ManualClock(), DEFAULT_PARTITIONS);
  }

  /**
   * A consumer.
   *
   * @param builder the settings, as in production; a server that they name is not asked
   * @param clock its time
   * @param partitions of each topic, 1 or more
   * @return a consumer without handlers
   * @throws dev.sprintcapacity.consumer.ConsumerSettingsException with every problem of the
   *     settings
   * @throws TestKitException where there is no partition
   */
  public static TestConsumer of(ConsumerBuilder builder, ManualClock clock, int partitions) {
    if (partitions < 1) {
      throw new TestKitException("partitions must be at least 1, but is " + partitions);
    }
    return new TestConsumer(builder.settings(), clock, partitions);
  }

  /**
   * Has events with a type of content handled; see {@link KafkaEventConsumer#on(Class,
   * TypedHandler)}.
   *
   * @param type the class of the content
   * @param handler the real one
   * @param <T> the class of the content
   * @return this
   * @throws TestKitException where the consumer was started
   */
  public <T extends EventData> TestConsumer on(Class<T> type, TypedHandler<T> handler) {
    return registerWith(consumer -> consumer.on(type, handler));
  }

  /**
   * Has events with a type of content handled; see {@link KafkaEventConsumer#on(Class,
   * TypedAction)}.
   *
   * @param type the class of the content
   * @param action the real one
   * @param <T> the class of the content
   * @return this
   * @throws TestKitException where the consumer was started
   */
  public <T extends EventData> TestConsumer on(Class<T> type, TypedAction<T> action) {
    return registerWith(consumer -> consumer.on(type, action));
  }

  /**
   * Has events of a type handled; see {@link KafkaEventConsumer#registerHandler(String,
   * EventHandler)}.
   *
   * @param eventType the {@code event_type}
   * @param handler the real one
   * @return this
   * @throws TestKitException where the consumer was started
   */
  public TestConsumer registerHandler(String eventType, EventHandler handler) {
    return registerWith(consumer -> consumer.registerHandler(eventType, handler));
  }

  /**
   * Has the registering code of the application called at each start, as after a restart of its
   * process.
   *
   * @param registration registers handlers, and does nothing else with the consumer
   * @return this
   * @throws TestKitException where the consumer was started
   */
  public TestConsumer registerWith(Consumer<KafkaEventConsumer> registration) {
    if (startedOnce) {
      throw new TestKitException("register handlers before the first turn");
    }
    registrations.add(registration);
    return this;
  }

  /**
   * Publishes events, each to its topic, in this order. They are read in the order in which all
   * records were delivered.
   *
   * @param events with {@link SampleEvents} or {@link SprintStory}, or of your own; an event may
   *     come again
   * @return this
   */
  public TestConsumer deliver(Event... events) {
    return deliver(List.of(events));
  }

  /**
   * Publishes events, each to its topic, in this order.
   *
   * @param events any; see {@link Faults} for what may happen to them
   * @return this
   */
  public TestConsumer deliver(List<Event> events) {
    events.forEach(event -> broker.append(EventRecords.of(event)));
    return this;
  }

  /**
   * Publishes any record: see {@link EventRecords} for poison.
   *
   * @param record to the partition that it names, or that its key belongs to
   * @return this
   * @throws TestKitException where the partition does not exist
   */
  public TestConsumer deliver(ProducerRecord<byte[], byte[]> record) {
    broker.append(record);
    return this;
  }

  /**
   * Takes one turn of the consumer's loop: retries that are due, then at most one record, then a
   * commit if it is time. The first turn of a consumer only joins the group.
   *
   * @return false where the consumer stopped by itself; see {@link #failure}
   */
  public boolean turn() {
    return life().turn();
  }

  /**
   * Takes turns until nothing can happen any more unless time goes on or records come. Keys may
   * still wait for their next attempt.
   *
   * @return this
   * @throws TestKitException where that takes a million turns
   */
  public TestConsumer runUntilIdle() {
    life().run(Long.MAX_VALUE);
    return this;
  }

  /**
   * Takes turns until the consumer, since it started, has read so many records, or is idle. What
   * was read is handled once, or has failed once.
   *
   * @param records since the start
   * @return this
   */
  public TestConsumer runUntilRead(long records) {
    life().run(records);
    return this;
  }

  /**
   * Takes turns, and moves the clock to each next attempt, until no key waits any more: what can be
   * handled is handled, the rest are dead letters.
   *
   * @return this
   * @throws TestKitException where keys still wait after a hundred thousand waits
   */
  public TestConsumer runUntilDone() {
    life().runUntilDone();
    return this;
  }

  /**
   * Takes turns until idle, lets time go on, and takes turns until idle again.
   *
   * @param time zero or more
   * @return this
   */
  public TestConsumer advance(Duration time) {
    runUntilIdle();
    clock.advance(time);
    return runUntilIdle();
  }

  /**
   * Takes turns until idle, then lets the commit interval pass: what is done is committed.
   *
   * @return this
   */
  public TestConsumer commit() {
    return advance(settings.commitInterval());
  }

  /**
   * Kills the consumer where it is: nothing more is handled or committed, and what it remembered is
   * gone. The next turn starts another one.
   *
   * @return this
   */
  public TestConsumer crash() {
    if (life != null) {
      handledBefore += life.consumer().statistics().handledRecords();
      life = null;
    }
    return this;
  }

  /**
   * Ends the consumer in order: what is done is committed. The next turn starts another one.
   *
   * @return this
   */
  public TestConsumer stop() {
    if (life != null) {
      life.consumer().close();
    }
    return crash();
  }

  /**
   * The dead letters of the group, as they would stand in Kafka.
   *
   * @return by topic, partition and offset
   */
  public List<DeadLetter> deadLetters() {
    return topics.deadLetters();
  }

  /**
   * Keys whose first event failed and that wait for its next attempt.
   *
   * @return with key, attempts and the last failure
   */
  public List<StuckKey> retriesWaiting() {
    return life == null ? List.of() : life.consumer().snapshot().stuckKeys();
  }

  /**
   * How long until the first key that waits may go on.
   *
   * @return the time to {@link #advance}; empty where no key waits
   */
  public Optional<Duration> untilNextAttempt() {
    return life == null ? Optional.empty() : life.untilNextAttempt();
  }

  /**
   * What the group committed.
   *
   * @param partition of one of the consumer's topics
   * @return the offset a restart begins at; empty where nothing was committed
   */
  public OptionalLong committed(TopicPartition partition) {
    OffsetAndMetadata committed = broker.committed(partition);
    return committed == null ? OptionalLong.empty() : OptionalLong.of(committed.offset());
  }

  /**
   * The partition that events of a sprint stand in.
   *
   * @param topic the topic
   * @param sprintId the key
   * @return the partition
   */
  public TopicPartition partitionOf(String topic, String sprintId) {
    return broker.partitionOf(topic, sprintId.getBytes(UTF_8));
  }

  /**
   * What the consumer did since it started, and what it holds; see {@link
   * KafkaEventConsumer#statistics()}.
   *
   * @return the statistics of the consumer that runs; it is started where none does
   */
  public ConsumerStatistics statistics() {
    return life().consumer().statistics();
  }

  /**
   * How far the consumer is, and whether it is well; see {@link KafkaEventConsumer#report()}.
   *
   * @return the report of the consumer that runs; it is started where none does
   */
  public ConsumerReport report() {
    return life().consumer().report();
  }

  /**
   * Why the consumer stopped by itself: the failure of a handler was fatal, or the policy after the
   * last attempt is to stop. {@link #crash} makes room for another one.
   *
   * @return in words; empty where it has not
   */
  public Optional<String> failure() {
    return Optional.ofNullable(life)
        .map(running -> running.consumer().snapshot())
        .filter(snapshot -> snapshot.phase() == ConsumerPhase.FAILED)
        .map(snapshot -> snapshot.phaseReason());
  }

  /**
   * The consumer's time.
   *
   * @return the clock that it was made with
   */
  public ManualClock clock() {
    return clock;
  }

  /**
   * What befalls the group of the consumer: rebalances, redrives, topics that cannot be written.
   *
   * @return the group, always of this consumer
   */
  public TestGroup group() {
    return new TestGroup(this, topics);
  }

  /** How often handlers finished an event, over all consumers since the beginning. */
  long handledInAll() {
    return handledBefore + (life == null ? 0 : life.consumer().statistics().handledRecords());
  }

  /** The consumer that runs; starts one where none does. */
  Life life() {
    Life running = life;
    if (running == null) {
      startedOnce = true;
      running = new Life(settings, broker, topics.all(), clock, registrations);
      life = running;
    }
    return running;
  }
}
