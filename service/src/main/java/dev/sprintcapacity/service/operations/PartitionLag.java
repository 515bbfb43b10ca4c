package dev.sprintcapacity.service.operations;

import dev.sprintcapacity.service.operations.FirstRecords.Place;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a group is behind in one partition.
 *
 * @param place where it stands
 * @param withoutCommit whether it never committed anything there
 */
record PartitionLag(Place place, boolean withoutCommit) {

  /** The partitions of one topic as one. */
  static TopicLag together(
      String topic, List<PartitionLag> partitions, Map<Place, Optional<Instant>> times) {
    long records = 0;
    boolean complete = true;
    Instant oldest = null;
    for (PartitionLag lag : partitions) {
      Optional<Instant> time = times.get(lag.place());
      boolean behind = lag.place().next() < lag.place().end();
      if (behind && (time == null || time.isPresent())) {
        records += lag.place().end() - lag.place().next();
      }
      complete &= !behind || time != null;
      oldest = earlier(oldest, time == null ? null : time.orElse(null));
    }
    int withoutCommit = (int) partitions.stream().filter(PartitionLag::withoutCommit).count();
    return new TopicLag(topic, partitions.size(), withoutCommit, records, oldest, complete);
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }
}
