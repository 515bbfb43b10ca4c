package dev.sprintcapacity.benchmarks.consumer.contender;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Sprint ids as long as the product's, which end in their index, so that a handler finds it without
 * making anything.
 */
public final class SprintKeys {
  private static final int DIGITS = 6;

  private SprintKeys() {}

  /** The id with this index, from 0 to 999,999. */
  public static String of(int index) {
    return "sprint-0benchmark0000000000%06d".formatted(index);
  }

  /** The same as the key of a record. */
  public static byte[] bytesOf(int index) {
    return of(index).getBytes(US_ASCII);
  }

  /** The index of the sprint whose id is the key of a record. */
  public static int indexOf(byte[] key) {
    int index = 0;
    for (int at = key.length - DIGITS; at < key.length; at++) {
      index = index * 10 + key[at] - '0';
    }
    return index;
  }

  /** The index of the sprint with this id. */
  public static int indexOf(String key) {
    int index = 0;
    for (int at = key.length() - DIGITS; at < key.length(); at++) {
      index = index * 10 + key.charAt(at) - '0';
    }
    return index;
  }
}
