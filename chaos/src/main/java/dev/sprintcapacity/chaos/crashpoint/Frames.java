package dev.sprintcapacity.chaos.crashpoint;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into messages that say their length. Used by one thread. A message is
 * bounded by what the two ends take, some megabytes.
 */
final class Frames {
  private static final int FIRST_BYTES = 4_096;

  private byte[] held = new byte[FIRST_BYTES];
  private int begin;
  private int end;

  /** More bytes of the stream; those of the messages taken before are gone. */
  void add(byte[] bytes, int length) {
    System.arraycopy(held, begin, held, 0, end - begin);
    end -= begin;
    begin = 0;
    if (end + length > held.length) {
      held = java.util.Arrays.copyOf(held, Math.max(2 * held.length, end + length));
    }
    System.arraycopy(bytes, 0, held, end, length);
    end += length;
  }

  /**
   * The next message, from its first byte; null where it is not complete yet.
   *
   * @param before bytes before its length, which has four
   * @param uncounted bytes that its length leaves out
   */
  @Nullable ByteBuffer next(int before, int uncounted) {
    if (end - begin < before + Integer.BYTES) {
      return null;
    }
    int length = ByteBuffer.wrap(held).getInt(begin + before) + uncounted;
    if (end - begin < length) {
      return null;
    }
    ByteBuffer message = ByteBuffer.wrap(held, begin, length).slice();
    begin += length;
    return message;
  }
}
