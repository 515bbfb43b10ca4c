package dev.sprintcapacity.chaos.simulation.consumer;

import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The commits of one client on their way: each may be refused, get lost, or lose its reply. What
 * was sent first arrives first; what is on its way arrives even where the member has crashed.
 */
final class CommitRequests {
  private static final double WHILE_MOVING = 0.4;

  private final World world;
  private final Life life;
  private @Nullable Request underWay;
  private boolean failed;
  private long lastSent;

  private static final class Request {
    private final Map<TopicPartition, OffsetAndMetadata> offsets;
    private final OffsetCommitCallback callback;
    private boolean arrived;
    private boolean answered;
    private @Nullable KafkaException failure;

    Request(Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
      this.offsets = offsets;
      this.callback = callback;
    }
  }

  CommitRequests(World world, Life life) {
    this.world = world;
    this.life = life;
  }

  void send(
      Group.@Nullable Membership member,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      @Nullable OffsetCommitCallback callback) {
    if (life.isDead()) {
      return;
    }
    Request request = new Request(offsets, callback == null ? (_, _) -> {} : callback);
    underWay = request;
    world.strands.spawn(
        "commit of " + life.id(),
        () -> {
          world.strands.sleepNanos(world.latency());
          KafkaException failure = arrived(member, offsets);
          request.arrived = true;
          world.strands.sleepNanos(world.latency());
          request.failure =
              failure instanceof TimeoutException
                  ? new RetriableCommitFailedException(failure)
                  : failure;
          request.answered = true;
        });
  }

  /** Tells what is known of what was sent. */
  void answer() {
    Request request = underWay;
    if (request != null && request.answered) {
      underWay = null;
      request.callback.onComplete(request.offsets, request.failure);
    }
  }

  /** Nothing was waited for so far. */
  void forget() {
    failed = false;
    lastSent = Long.MAX_VALUE;
  }

  /** Whether a commit that was waited for failed. */
  boolean failed() {
    return failed;
  }

  /** When the last commit was sent that was waited for; now where there was none. */
  long lastSent() {
    return Math.min(lastSent, world.now());
  }

  /** What is sent behind a commit arrives behind it. */
  void awaitArrival() {
    Request request = underWay;
    while (request != null && !request.arrived) {
      life.step(null, world.latency());
    }
  }

  void sendAndWait(
      Group.@Nullable Membership member, Map<TopicPartition, OffsetAndMetadata> offsets) {
    lastSent = world.now();
    while (underWay != null) {
      life.step(null, world.latency());
      answer();
    }
    life.step(null, world.latency());
    KafkaException failure = arrived(member, offsets);
    life.step(null, world.latency());
    if (failure != null) {
      failed = true;
      throw failure;
    }
  }

  private @Nullable KafkaException arrived(
      Group.@Nullable Membership member, Map<TopicPartition, OffsetAndMetadata> offsets) {
    if (member == null || (world.planted.fences() && !world.group.has(member))) {
      world.trace.add(life.id(), "is refused a commit");
      return new CommitFailedException();
    }
    if (!world.calm && world.group.isMoving(member) && world.chance(WHILE_MOVING)) {
      return new RebalanceInProgressException("the group moves partitions");
    }
    double trouble = world.plan.troubles().commit();
    if (world.strikes(trouble / 2)) {
      return new TimeoutException("the commit got lost");
    }
    offsets.forEach((partition, point) -> {
      world.trace.add(
          life.id(), "commits " + partition + " " + point.offset() + " " + point.metadata());
      world.judge.committed(life, partition, world.topics.committed(partition), point);
      world.topics.commit(partition, point);
    });
    return world.strikes(trouble / 2) ? new TimeoutException("the reply got lost") : null;
  }
}
