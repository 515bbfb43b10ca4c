package dev.sprintcapacity.consumers.dashboard;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Who listens to what. Publishing never waits for a client: one that does not keep up is dropped,
 * counted, and the others go on. Safe for use by several threads.
 */
public final class Channels {

  private final Map<Channel, Set<Subscriber>> members = new ConcurrentHashMap<>();
  private final LongAdder published = new LongAdder();
  private final LongAdder dropped = new LongAdder();

  /**
   * Lets a client listen; once more does no harm.
   *
   * @return false where it has {@link Subscriber#MOST_CHANNELS}, or left
   */
  public boolean subscribe(Subscriber subscriber, Channel channel) {
    return subscriber.add(channel, () -> enter(subscriber, channel));
  }

  /** Ends listening to one channel. */
  public void unsubscribe(Subscriber subscriber, Channel channel) {
    subscriber.remove(channel, () -> exit(subscriber, channel));
  }

  /** Ends listening to anything, for good. */
  public void leave(Subscriber subscriber) {
    for (Channel channel : subscriber.leave()) {
      exit(subscriber, channel);
    }
  }

  /**
   * Gives a message to all that listen to its sprint or to all; to each once. Messages that one
   * thread publishes arrive in their order.
   */
  public void publish(DashboardMessage message) {
    published.increment();
    Set<Subscriber> all = members.getOrDefault(Channel.ALL, Set.of());
    for (Subscriber subscriber : all) {
      offer(subscriber, message);
    }
    for (Subscriber subscriber :
        members.getOrDefault(Channel.ofSprint(message.sprintId()), Set.of())) {
      if (!all.contains(subscriber)) {
        offer(subscriber, message);
      }
    }
  }

  /** Messages published so far, each counted once. */
  public long published() {
    return published.sum();
  }

  /** Clients dropped so far because they did not keep up. */
  public long dropped() {
    return dropped.sum();
  }

  /** Channels that somebody listens to. */
  public int channelsInUse() {
    return members.size();
  }

  private void offer(Subscriber subscriber, DashboardMessage message) {
    switch (subscriber.queue().offer(message.text())) {
      case TAKEN -> {}
      case DROPPED -> {
        dropped.increment();
        leave(subscriber);
      }
      case GONE -> leave(subscriber);
    }
  }

  private void enter(Subscriber subscriber, Channel channel) {
    members.compute(
        channel,
        (_, there) -> {
          Set<Subscriber> all = there == null ? ConcurrentHashMap.newKeySet() : there;
          all.add(subscriber);
          return all;
        });
  }

  private void exit(Subscriber subscriber, Channel channel) {
    members.computeIfPresent(
        channel,
        (_, there) -> {
          there.remove(subscriber);
          return there.isEmpty() ? null : there;
        });
  }
}
