package dev.sprintcapacity.consumer.internal.poll;

import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the client reads: the topics, and beside each the topic in which dead letters come back. One
 * of the latter that is missing costs a warning of the client, and is read from the time it is
 * there; one that may not be read is left out, so that it keeps nothing else from being read.
 * Belongs to the leader.
 */
final class Subscription {
  private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);

  private final Consumer<byte[], byte[]> consumer;
  private final Set<String> redriveTopics;
  private final Set<String> wanted = new TreeSet<>();
  private final ConsumerRebalanceListener listener;
  private boolean made;

  Subscription(
      Consumer<byte[], byte[]> consumer,
      PollSettings settings,
      ConsumerRebalanceListener listener) {
    this.consumer = consumer;
    this.redriveTopics = settings.redriveTopics();
    this.listener = listener;
    wanted.addAll(settings.topics());
    wanted.addAll(redriveTopics);
  }

  /** Subscribes, if that is not done. */
  void make() {
    if (!made) {
      consumer.subscribe(wanted, listener);
      made = true;
    }
  }

  /**
   * Leaves redrive topics out that may not be read.
   *
   * @param refused what may not be read
   * @return whether any was left out, so that it is worth while to go on
   */
  boolean leaveOut(Set<String> refused) {
    Set<String> out = new TreeSet<>(refused);
    out.retainAll(redriveTopics);
    if (!wanted.removeAll(out)) {
      return false;
    }
    LOG.warn(
        "{} may not be read, so dead letters that are redriven do not come back: grant Read and Describe on it and start again",
        out);
    made = false;
    return true;
  }
}
