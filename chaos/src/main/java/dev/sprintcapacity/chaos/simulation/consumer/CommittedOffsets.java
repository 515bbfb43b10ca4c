package dev.sprintcapacity.chaos.simulation.consumer;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.BitSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What a commit says is done: all below its offset, and what its metadata names beyond. Reads the
 * metadata by its description and not with the code that wrote it.
 *
 * @param offset every offset below is done
 * @param beyond of the offsets from {@code offset} on, those that are done
 */
record CommittedOffsets(long offset, BitSet beyond) {
  private static final String MARK = "sc1";
  private static final int CHECKSUM_BYTES = 4;

  static CommittedOffsets of(@Nullable OffsetAndMetadata point) {
    if (point == null) {
      return new CommittedOffsets(0, new BitSet());
    }
    BitSet beyond = new BitSet();
    if (point.metadata().startsWith(MARK)) {
      ByteBuffer bytes =
          ByteBuffer.wrap(Base64.getUrlDecoder().decode(point.metadata().substring(MARK.length())));
      boolean bits = bytes.get() == 'b';
      bytes.position(bytes.position() + CHECKSUM_BYTES);
      beyond = bits ? BitSet.valueOf(bytes) : runs(bytes);
    }
    return new CommittedOffsets(point.offset(), beyond);
  }

  private static BitSet runs(ByteBuffer bytes) {
    BitSet done = new BitSet();
    int at = 0;
    while (bytes.hasRemaining()) {
      int from = at + number(bytes);
      at = from + number(bytes);
      done.set(from, at);
    }
    return done;
  }

  private static int number(ByteBuffer bytes) {
    int number = 0;
    for (int shift = 0; bytes.hasRemaining(); shift += 7) {
      byte next = bytes.get();
      number |= (next & 0x7f) << shift;
      if (next >= 0) {
        break;
      }
    }
    return number;
  }

  boolean holds(long wanted) {
    return wanted < offset || beyond.get(Math.toIntExact(wanted - offset));
  }

  /** The offset behind the last that is done. */
  long end() {
    return offset + beyond.length();
  }
}
