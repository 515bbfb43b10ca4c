package dev.sprintcapacity.consumer.internal.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Text of strangers as at most so many bytes of UTF-8, harmless for terminals and logs. Reads no
 * further than it writes, whatever the length of the text. For one thread.
 */
final class BoundedText {
  private static final byte[] MORE = "…".getBytes(UTF_8);

  private final byte[] bytes;
  private int length;

  /** Where the text ends if it has to end in the mark. */
  private int lastPlaceForMark;

  private boolean cut;

  BoundedText(int maxBytes) {
    if (maxBytes < MORE.length) {
      throw new IllegalArgumentException("no text fits into " + maxBytes + " bytes");
    }
    this.bytes = new byte[maxBytes];
  }

  static byte[] utf8(String text, int maxBytes) {
    return new BoundedText(maxBytes).append(text).toBytes();
  }

  /** Adds text of a stranger. */
  BoundedText append(@Nullable String text) {
    String all = String.valueOf(text);
    int index = 0;
    while (index < all.length() && !cut) {
      int character = all.codePointAt(index);
      if (character >= ' ' && character <= '~') {
        put((byte) character);
      } else {
        put(harmless(character).getBytes(UTF_8));
      }
      index += Character.charCount(character);
    }
    return this;
  }

  /** Adds text of ours as it is, line breaks included. */
  BoundedText appendOwn(String text) {
    text.codePoints()
        .takeWhile(character -> !cut)
        .forEach(character -> put(Character.toString(character).getBytes(UTF_8)));
    return this;
  }

  boolean isFull() {
    return cut;
  }

  byte[] toBytes() {
    byte[] result = new byte[cut ? lastPlaceForMark + MORE.length : length];
    System.arraycopy(bytes, 0, result, 0, cut ? lastPlaceForMark : length);
    if (cut) {
      System.arraycopy(MORE, 0, result, lastPlaceForMark, MORE.length);
    }
    return result;
  }

  private void put(byte... encoded) {
    if (length + encoded.length > bytes.length) {
      cut = true;
      return;
    }
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
    if (length + MORE.length <= bytes.length) {
      lastPlaceForMark = length;
    }
  }

  private static String harmless(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          String.format(Locale.ROOT, "\\u%04x", character);
      default -> Character.toString(character);
    };
  }
}
