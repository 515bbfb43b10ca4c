package dev.sprintcapacity.service.operations;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Bytes of anybody as a text that can be shown.
 *
 * @param text what they say, or their beginning
 * @param base64 whether the text is Base64, because the bytes are no UTF-8
 * @param sizeBytes how many there are
 * @param cut whether the text is their beginning only
 */
public record ShownBytes(String text, boolean base64, int sizeBytes, boolean cut) {

  /** Bytes shown; an event of a large team has some tens of kilobytes. */
  public static final int MOST_BYTES = 64 * 1024;

  static ShownBytes of(byte[] bytes) {
    boolean cut = bytes.length > MOST_BYTES;
    ByteBuffer beginning = ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, MOST_BYTES));
    CharBuffer text = CharBuffer.allocate(beginning.remaining());
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    // where the beginning ends inside of a character, that character is left out
    if (decoder.decode(beginning, text, !cut).isError()) {
      byte[] shown = Arrays.copyOf(bytes, Math.min(bytes.length, MOST_BYTES));
      return new ShownBytes(Base64.getEncoder().encodeToString(shown), true, bytes.length, cut);
    }
    return new ShownBytes(text.flip().toString(), false, bytes.length, cut);
  }
}
