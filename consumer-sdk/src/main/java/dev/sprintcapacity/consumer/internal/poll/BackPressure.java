package dev.sprintcapacity.consumer.internal.poll;

import dev.sprintcapacity.consumer.internal.dispatch.Dispatcher;
import dev.sprintcapacity.consumer.internal.dispatch.HeldPartition;
import dev.sprintcapacity.consumer.internal.dispatch.HeldPartition.Phase;
import dev.sprintcapacity.consumer.internal.offsets.OffsetLedger;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps memory bounded by pausing partitions: all of them where the records in memory come close to
 * their bound, one of them where it alone fills half of that, or where its ledger could not name in
 * a commit what more records would add. Goes on reading at half of the bound. Belongs to the
 * leader.
 */
final class BackPressure {
  private final Consumer<byte[], byte[]> consumer;
  private final PartitionTable table;
  private final Dispatcher dispatcher;
  private final int maxRecords;
  private final int onePoll;
  private boolean full;
  private int paused;

  BackPressure(
      Consumer<byte[], byte[]> consumer,
      PartitionTable table,
      Dispatcher dispatcher,
      PollSettings settings) {
    this.consumer = consumer;
    this.table = table;
    this.dispatcher = dispatcher;
    this.maxRecords = settings.maxRecordsInMemory();
    this.onePoll = settings.maxPollRecords();
  }

  /** Pauses and resumes. */
  void apply(int metadataChars) {
    full = dispatcher.inMemory() > (full ? maxRecords / 2 : maxRecords - onePoll);
    int share = table.all().size() > 1 ? maxRecords / 2 : maxRecords;
    List<TopicPartition> pause = new ArrayList<>(0);
    List<TopicPartition> resume = new ArrayList<>(0);
    int now = 0;
    for (HeldPartition partition : table.all()) {
      boolean wanted = full || isTooMuch(partition, share, metadataChars);
      if (wanted) {
        now++;
      }
      if (wanted != partition.paused()) {
        (wanted ? pause : resume).add(partition.id());
        partition.paused(wanted);
      }
    }
    paused = now;
    if (!pause.isEmpty()) {
      consumer.pause(pause);
    }
    if (!resume.isEmpty()) {
      consumer.resume(resume);
    }
  }

  private boolean isTooMuch(HeldPartition partition, int share, int metadataChars) {
    if (partition.phase() != Phase.OPEN) {
      return true;
    }
    int limit = partition.paused() ? share / 2 : share - onePoll;
    if (partition.inMemory() > limit) {
      return true;
    }
    OffsetLedger ledger = partition.ledger();
    return ledger != null && !ledger.fits(2 * onePoll, metadataChars);
  }

  /** How many partitions are paused. */
  int paused() {
    return paused;
  }

  /** Whether nothing is read at all. */
  boolean pausedAll() {
    return paused > 0 && paused == table.all().size();
  }
}
