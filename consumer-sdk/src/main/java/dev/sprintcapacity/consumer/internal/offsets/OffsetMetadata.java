package dev.sprintcapacity.consumer.internal.offsets;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * Done offsets beyond a committed one as the text that Kafka keeps beside it: a mark, then base64
 * of a kind, a checksum and the shorter of two encodings: one bit per offset, or the lengths of
 * runs in turn not done and done, seven bits to a byte. What does not fit is cut off behind a
 * prefix that stays true. A text that is not ours, or belongs to another offset, means nothing: an
 * operator who resets offsets resets this too.
 */
final class OffsetMetadata {
  private static final String MARK = "sc1";
  private static final byte BITS = 'b';
  private static final byte RUNS = 'r';

  /** Kind and checksum. */
  private static final int HEADER_BYTES = 1 + Integer.BYTES;

  /** A variable-length number of 64 bits. */
  private static final int MOST_BYTES_OF_A_NUMBER = 10;

  private OffsetMetadata() {}

  /** Bytes of an encoding that fit into a text of so many characters. */
  static int payloadBytes(int maxChars) {
    return Math.max(0, (maxChars - MARK.length()) / 4 * 3 - HEADER_BYTES);
  }

  /**
   * Writes a commit point.
   *
   * @param base the offset it is for; nothing at or below it is in the ranges
   * @param ranges done beyond
   * @param maxChars the longest text
   */
  static CommitPoint encode(long base, DoneRanges ranges, int maxChars) {
    if (ranges.count() == 0) {
      return new CommitPoint(base, "", true);
    }
    int limit = payloadBytes(maxChars);
    long bitsBytes = (ranges.endOr(base) - base + 7) / 8;
    Runs runs = Runs.of(base, ranges, limit);
    boolean runsWhole = runs.covered() == ranges.endOr(base);
    boolean bitsWhole = bitsBytes <= limit;
    boolean preferBits =
        bitsWhole == runsWhole
            ? bitsWhole ? bitsBytes < runs.bytes().length : base + 8L * limit > runs.covered()
            : bitsWhole;
    byte[] payload = preferBits ? bits(base, ranges, limit) : runs.bytes();
    if (payload.length == 0) {
      return new CommitPoint(base, "", false);
    }
    return new CommitPoint(
        base, text(base, preferBits ? BITS : RUNS, payload), bitsWhole || runsWhole);
  }

  /** Reads what {@link #encode} wrote for an offset; no ranges where it is anything else. */
  static DoneRanges decode(long base, String metadata) {
    if (!metadata.startsWith(MARK)) {
      return DoneRanges.NONE;
    }
    try {
      ByteBuffer bytes =
          ByteBuffer.wrap(Base64.getUrlDecoder().decode(metadata.substring(MARK.length())));
      if (bytes.remaining() <= HEADER_BYTES) {
        return DoneRanges.NONE;
      }
      byte kind = bytes.get();
      int checksum = bytes.getInt();
      byte[] payload = new byte[bytes.remaining()];
      bytes.get(payload);
      if (checksum != checksum(base, kind, payload)) {
        return DoneRanges.NONE;
      }
      return kind == BITS ? fromBits(base, payload) : fromRuns(base, payload);
    } catch (IllegalArgumentException e) {
      return DoneRanges.NONE; // no base64: somebody else's text
    }
  }

  /** How many bytes a run of this length takes. */
  static int runBytes(long length) {
    int bytes = 1;
    for (long rest = length >>> 7; rest != 0; rest >>>= 7) {
      bytes++;
    }
    return bytes;
  }

  private static String text(long base, byte kind, byte[] payload) {
    ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + payload.length);
    bytes.put(kind).putInt(checksum(base, kind, payload)).put(payload);
    return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  private static int checksum(long base, byte kind, byte[] payload) {
    CRC32 crc = new CRC32();
    crc.update(ByteBuffer.allocate(Long.BYTES + 1).putLong(base).put(kind).flip());
    crc.update(payload);
    return (int) crc.getValue();
  }

  private static byte[] bits(long base, DoneRanges ranges, int limit) {
    byte[] bits = new byte[(int) Math.min(limit, (ranges.endOr(base) - base + 7) / 8)];
    for (int range = 0; range < ranges.count(); range++) {
      long end = Math.min(ranges.end(range) - base, 8L * bits.length);
      for (long bit = ranges.start(range) - base; bit < end; bit++) {
        bits[(int) (bit >>> 3)] |= (byte) (1 << (bit & 7));
      }
    }
    return bits;
  }

  private static DoneRanges fromBits(long base, byte[] bits) {
    DoneRanges.Builder ranges = new DoneRanges.Builder();
    for (int bit = 0; bit < 8 * bits.length; bit++) {
      if (((bits[bit >>> 3] >>> (bit & 7)) & 1) == 1) {
        ranges.add(base + bit, base + bit + 1);
      }
    }
    return ranges.build();
  }

  private static DoneRanges fromRuns(long base, byte[] runs) {
    DoneRanges.Builder ranges = new DoneRanges.Builder();
    ByteBuffer bytes = ByteBuffer.wrap(runs);
    long at = base;
    while (bytes.hasRemaining()) {
      at += number(bytes);
      long end = at + number(bytes);
      ranges.add(at, end);
      at = end;
    }
    return ranges.build();
  }

  private static long number(ByteBuffer bytes) {
    long number = 0;
    for (int shift = 0; bytes.hasRemaining(); shift += 7) {
      byte next = bytes.get();
      number |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        break;
      }
    }
    return number;
  }

  /** Run lengths, as many whole pairs as fit, and the offset behind the last of them. */
  @SuppressWarnings("ArrayRecordComponent") // lives inside one call
  private record Runs(byte[] bytes, long covered) {
    static Runs of(long base, DoneRanges ranges, int limit) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] pair = new byte[2 * MOST_BYTES_OF_A_NUMBER];
      long at = base;
      for (int range = 0; range < ranges.count(); range++) {
        int size = write(pair, 0, ranges.start(range) - at);
        size = write(pair, size, ranges.end(range) - ranges.start(range));
        if (bytes.size() + size > limit) {
          break;
        }
        bytes.write(pair, 0, size);
        at = ranges.end(range);
      }
      return new Runs(bytes.toByteArray(), at);
    }

    private static int write(byte[] target, int position, long number) {
      int end = position;
      long rest = number;
      while (rest > 0x7f) {
        target[end++] = (byte) ((rest & 0x7f) | 0x80);
        rest >>>= 7;
      }
      target[end++] = (byte) rest;
      return end;
    }
  }
}
