package dev.sprintcapacity.chaos.stage;

import java.util.concurrent.Future;

/**
 * Sends to partitions, in types that clients of every version share. Public, as those that another
 * loader loads are in another package of their own.
 */
public interface PartitionSender extends AutoCloseable {

  /** Hands a value over for a partition; the answer fails where it was not written. */
  Future<?> send(String topic, int partition, byte[] value);

  @Override
  void close();
}
