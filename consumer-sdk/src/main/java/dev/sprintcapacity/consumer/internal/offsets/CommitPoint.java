package dev.sprintcapacity.consumer.internal.offsets;

import java.util.Objects;

/**
 * What is committed for a partition: the offset and, in its metadata, the offsets beyond it that
 * are done. Both come from one look at the ledger and never change, so that they cannot belong to
 * two different moments.
 *
 * @param offset every offset below is done
 * @param metadata what {@link OffsetMetadata} wrote; empty where nothing beyond is done
 * @param whole whether the metadata names every done offset beyond; where it does not, those it
 *     leaves out are delivered again after a restart
 */
public record CommitPoint(long offset, String metadata, boolean whole) {
  /** Checks that an offset is there. */
  public CommitPoint {
    Objects.requireNonNull(metadata, "metadata");
  }
}
