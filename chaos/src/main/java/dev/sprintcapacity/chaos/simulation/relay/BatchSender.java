package dev.sprintcapacity.chaos.simulation.relay;

import dev.sprintcapacity.chaos.simulation.relay.Cluster.Answer;
import dev.sprintcapacity.chaos.simulation.relay.time.Scheduler;
import dev.sprintcapacity.chaos.simulation.relay.time.Signal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The part of a producer that works in the background: one batch under way for each partition, sent
 * until it is answered. Stands still with its process and ends with it; what it has sent does not.
 */
final class BatchSender {
  private static final long BACK_OFF = 30_000_000;

  /** What one partition is sent. */
  private static final class Queue {
    private final Partition partition;
    private List<Partition.Message> waiting = new ArrayList<>();
    private List<Partition.Message> underWay = List.of();
    private long batch;
    private long begun;

    Queue(Partition partition) {
      this.partition = partition;
    }
  }

  private final Life life;
  private final Scheduler scheduler;
  private final Weather weather;
  private final Cluster cluster;
  private final KafkaClient client;
  private final Signal progress;
  private final Map<Partition, Queue> queues = new LinkedHashMap<>();
  private String transactionalId = "";
  private int epoch;
  private long lastBatch;
  private boolean closed;
  private @Nullable KafkaException failure;

  BatchSender(
      Life life, Scheduler scheduler, Weather weather, Cluster cluster, KafkaClient client) {
    this.life = life;
    this.scheduler = scheduler;
    this.weather = weather;
    this.cluster = cluster;
    this.client = client;
    this.progress = new Signal(scheduler);
  }

  void begin(String id, int withEpoch) {
    transactionalId = id;
    epoch = withEpoch;
    queues.clear();
  }

  void add(Partition partition, Partition.Message message) {
    Queue queue = queues.computeIfAbsent(partition, Queue::new);
    queue.waiting.add(message);
    if (queue.underWay.isEmpty() && queue.waiting.size() == 1) {
      scheduler.after(weather.latency(), () -> next(queue));
    }
  }

  boolean isDone() {
    return queues.values().stream()
        .allMatch(queue -> queue.waiting.isEmpty() && queue.underWay.isEmpty());
  }

  /** Given when something was answered or failed; taken back by asking for it. */
  Signal progress() {
    progress.takeBack();
    return progress;
  }

  @Nullable KafkaException failure() {
    return failure;
  }

  void close() {
    closed = true;
    progress.give();
  }

  private boolean isGone() {
    return closed || failure != null || life.hasEnded();
  }

  private void next(Queue queue) {
    if (!isGone() && queue.underWay.isEmpty() && !queue.waiting.isEmpty()) {
      queue.underWay = queue.waiting;
      queue.waiting = new ArrayList<>();
      queue.batch = ++lastBatch;
      queue.begun = scheduler.now();
      send(queue);
    }
  }

  private void send(Queue queue) {
    if (isGone()) {
      return;
    }
    long still = life.thaw() - scheduler.now();
    if (still > 0) {
      scheduler.after(still, () -> send(queue));
      return;
    }
    if (scheduler.now() - queue.begun > SimulatedProducer.DELIVERY_LIMIT.toNanos()) {
      fail(new TimeoutException("simulated: a batch was not delivered in time"));
      return;
    }
    Weather.Fate fate = weather.fate();
    long batch = queue.batch;
    Supplier<Answer> request = request(queue);
    if (!client.isReachable() || fate == Weather.Fate.LOST) {
      scheduler.after(BACK_OFF, () -> send(queue));
    } else if (fate == Weather.Fate.LATE) {
      scheduler.after(weather.lateness(), () -> arrives(request));
      scheduler.after(weather.untilNoticed(), () -> sendAgain(queue, batch));
    } else {
      scheduler.after(weather.latency(), () -> arrives(queue, batch, request, fate));
    }
  }

  /** With what the batch is now, whatever becomes of this producer. */
  private Supplier<Answer> request(Queue queue) {
    String id = transactionalId;
    int sentEpoch = epoch;
    long batch = queue.batch;
    List<Partition.Message> messages = queue.underWay;
    return () -> cluster.produce(id, sentEpoch, queue.partition, batch, messages);
  }

  private @Nullable Answer arrives(Supplier<Answer> request) {
    return cluster.isUp() ? request.get() : null;
  }

  private void arrives(Queue queue, long batch, Supplier<Answer> request, Weather.Fate fate) {
    Answer answer = arrives(request);
    if (answer == null || fate != Weather.Fate.ANSWERED) {
      scheduler.after(weather.untilNoticed(), () -> sendAgain(queue, batch));
    } else {
      scheduler.after(weather.latency(), () -> answered(queue, batch, answer));
    }
  }

  private void answered(Queue queue, long batch, Answer answer) {
    if (isGone() || queue.batch != batch || queue.underWay.isEmpty()) {
      return;
    }
    switch (answer) {
      case Answer.Done _ -> {
        queue.underWay = List.of();
        progress.give();
        next(queue);
      }
      case Answer.Later _ -> scheduler.after(BACK_OFF, () -> sendAgain(queue, batch));
      case Answer.Fenced _ ->
          fail(new ProducerFencedException("simulated: there is a newer producer"));
    }
  }

  private void sendAgain(Queue queue, long batch) {
    if (queue.batch == batch && !queue.underWay.isEmpty()) {
      send(queue);
    }
  }

  private void fail(KafkaException e) {
    failure = e;
    progress.give();
  }
}
