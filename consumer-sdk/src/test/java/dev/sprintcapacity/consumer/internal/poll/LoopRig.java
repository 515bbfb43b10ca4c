package dev.sprintcapacity.consumer.internal.poll;

import static dev.sprintcapacity.consumer.fixture.TestRecords.P0;
import static dev.sprintcapacity.consumer.fixture.TestRecords.P1;

import dev.sprintcapacity.consumer.AfterLastAttempt;
import dev.sprintcapacity.consumer.ConsumedEvent;
import dev.sprintcapacity.consumer.HandlerContext;
import dev.sprintcapacity.consumer.HandlerResult;
import dev.sprintcapacity.consumer.RetryPolicy;
import dev.sprintcapacity.consumer.fixture.TestParts;
import dev.sprintcapacity.consumer.fixture.TestRecords;
import dev.sprintcapacity.consumer.internal.dispatch.Dispatcher;
import dev.sprintcapacity.consumer.internal.dispatch.Pause;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jspecify.annotations.Nullable;

/** A loop on Kafka's own consumer for tests, with handlers that do what the test says. */
final class LoopRig {
  static final int MAX_POLL_RECORDS = 10;

  /** The way back of dead letters of the first partition. */
  static final TopicPartition REDRIVE = new TopicPartition(TestRecords.TOPIC + ".group.redrive", 0);

  final TestParts parts = new TestParts();

  /** Key and offset of each attempt. */
  final List<String> attempts = new CopyOnWriteArrayList<>();

  /** Keys whose attempts fail. */
  final Set<String> failing = ConcurrentHashMap.newKeySet();

  final Client client = new Client();
  final Dispatcher dispatcher;
  final PollLoop loop;

  LoopRig() {
    this(100, null, null);
  }

  LoopRig(int maxRecords, @Nullable Executor threads, @Nullable LongSupplier nanoTime) {
    this(maxRecords, threads, nanoTime, Duration.ZERO);
  }

  LoopRig(
      int maxRecords,
      @Nullable Executor threads,
      @Nullable LongSupplier nanoTime,
      Duration inlineUpTo) {
    RetryPolicy forEver =
        new RetryPolicy(
            Integer.MAX_VALUE,
            Duration.ofSeconds(1),
            1,
            Duration.ofSeconds(1),
            0,
            AfterLastAttempt.DEAD_LETTER);
    LongSupplier time = nanoTime == null ? parts.time : nanoTime;
    dispatcher =
        new Dispatcher(
            parts.with(
                this::handle,
                forEver,
                1_000,
                inlineUpTo.toNanos(),
                threads == null ? parts.threads : threads));
    loop =
        new PollLoop(
            client,
            new PollSettings(
                Set.of(TestRecords.TOPIC),
                Set.of(REDRIVE.topic()),
                maxRecords,
                MAX_POLL_RECORDS,
                Duration.ofMillis(200),
                50,
                Duration.ofSeconds(5)),
            new PollParts(parts.inbound, parts.parkedKeys, parts.time, time, Pause.PARKED),
            dispatcher);
    client.updateBeginningOffsets(Map.of(P0, 0L, P1, 0L, REDRIVE, 0L));
    client.setMaxPollRecords(MAX_POLL_RECORDS);
  }

  private HandlerResult handle(ConsumedEvent event, HandlerContext context) throws Exception {
    attempts.add(context.key() + context.offset());
    during(context);
    if (failing.contains(context.key())) {
      throw new IOException("no answer");
    }
    return HandlerResult.done();
  }

  /** What handlers do; nothing unless the test says otherwise. */
  volatile Handling during = context -> {};

  private void during(HandlerContext context) throws Exception {
    during.handle(context);
  }

  interface Handling {
    void handle(HandlerContext context) throws Exception;
  }

  /** Turns until these are assigned and open. */
  void assign(TopicPartition... partitions) {
    client.schedulePollTask(() -> {
      client.rebalance(List.of(partitions));
      client.before.forEach((partition, point) -> client.seek(partition, point.offset()));
    });
    turn();
    turn();
  }

  /** In the next poll the client calls its listener. */
  void inNextPoll(Runnable task) {
    client.schedulePollTask(task);
    turn();
  }

  /** One turn of the loop, then everything that workers can do. */
  void turn() {
    loop.runOnce();
    parts.threads.runAll();
  }

  /** One turn of the loop while workers get no core. */
  void turnWithoutWorkers() {
    loop.runOnce();
  }

  void turns(int count) {
    for (int i = 0; i < count; i++) {
      turn();
    }
  }

  /** Lets the time of a commit pass. */
  void commitTime() {
    turn();
    parts.time.pass(Duration.ofMillis(200));
    turn();
    turn();
  }

  void records(TopicPartition partition, long from, String... keys) {
    for (int i = 0; i < keys.length; i++) {
      client.addRecord(TestRecords.aRecord(partition, from + i, keys[i], "x"));
    }
  }

  /** What is committed for a partition; -1 where nothing is. */
  long committed(TopicPartition partition) {
    OffsetAndMetadata committed = client.committed(Set.of(partition)).get(partition);
    return committed == null ? -1 : committed.offset();
  }

  /** Begins with what another one committed last. */
  void continueFrom(LoopRig other, TopicPartition partition) {
    OffsetAndMetadata last =
        other.client.commits.stream()
            .filter(commit -> commit.containsKey(partition))
            .reduce((first, second) -> second)
            .map(commit -> commit.get(partition))
            .orElseThrow();
    client.startFrom(partition, last);
  }

  /**
   * Kafka's consumer for tests, which tells its listener of losses too, and answers late if told.
   */
  static final class Client extends MockConsumer<byte[], byte[]> {
    /** Every commit that was sent. */
    final List<Map<TopicPartition, OffsetAndMetadata>> commits = new ArrayList<>();

    /** While set, answers to commits wait here. */
    @Nullable List<Runnable> lateAnswers;

    /** The next answer to a commit. */
    @Nullable Exception refusal;

    /** Partitions it was told to begin with from their first record. */
    final List<TopicPartition> fromTheBeginning = new ArrayList<>();

    /** While set, brokers take no commit: the group is moving its partitions. */
    boolean rebalancing;

    /** What the client does behind the loop's back when it has returned its next records. */
    @Nullable Runnable afterNextPoll;

    private @Nullable ConsumerRebalanceListener listener;

    /** What the group committed before this member came. */
    private final Map<TopicPartition, OffsetAndMetadata> before = new ConcurrentHashMap<>();

    Client() {
      super("earliest");
    }

    void startFrom(TopicPartition partition, OffsetAndMetadata committed) {
      before.put(partition, committed);
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
        Set<TopicPartition> partitions, Duration timeout) {
      Map<TopicPartition, OffsetAndMetadata> committed =
          new HashMap<>(super.committed(partitions, timeout));
      before.forEach((partition, point) -> {
        if (partitions.contains(partition)) {
          committed.putIfAbsent(partition, point);
        }
      });
      return committed;
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      ConsumerRecords<byte[], byte[]> polled = super.poll(timeout);
      Runnable behindTheBack = afterNextPoll;
      afterNextPoll = null;
      if (behindTheBack != null) {
        behindTheBack.run();
      }
      return polled;
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener newListener) {
      listener = newListener;
      super.subscribe(topics, newListener);
    }

    @Override
    public synchronized void seekToBeginning(Collection<TopicPartition> partitions) {
      fromTheBeginning.addAll(partitions);
      super.seekToBeginning(partitions);
    }

    ConsumerRebalanceListener listener() {
      return Objects.requireNonNull(listener, "listener");
    }

    @Override
    public synchronized void commitAsync(
        Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
      commits.add(offsets);
      Exception why = refusal;
      refusal = null;
      if (why != null) {
        callback.onComplete(offsets, why);
      } else if (lateAnswers != null) {
        lateAnswers.add(() -> super.commitAsync(offsets, callback));
      } else {
        super.commitAsync(offsets, callback);
      }
    }

    @Override
    public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
      if (rebalancing) {
        throw new RebalanceInProgressException("poll first");
      }
      commits.add(offsets);
      super.commitSync(offsets);
    }
  }
}
