package dev.sprintcapacity.consumer.internal.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BoundedTextTest {

  @Test
  void text_within_the_bound_is_kept_as_it_is() {
    assertThat(text("Zoë's sprint: 10 % 🙂", 100)).isEqualTo("Zoë's sprint: 10 % 🙂");
    assertThat(text("abc", 3)).isEqualTo("abc");
    assertThat(text("", 3)).isEmpty();
  }

  @Test
  void text_beyond_the_bound_ends_in_a_mark_at_a_whole_character() {
    assertThat(text("abcdefgh", 7)).isEqualTo("abcd…");
    assertThat(text("äöüß", 7)).isEqualTo("äö…");
    assertThat(text("🙂🙂", 7)).isEqualTo("🙂…");
    assertThat(text("🙂🙂", 6)).isEqualTo("…");
  }

  @Test
  void what_would_steer_a_terminal_or_forge_a_line_is_written_out() {
    assertThat(text("a\r\nb\tc\u0000d\u001b[31m", 100))
        .isEqualTo("a\\u000d\\u000ab\\u0009c\\u0000d\\u001b[31m");
    assertThat(text("\u202e\u2066\u2028\u2029\u0085\ufeff", 100))
        .isEqualTo("\\u202e\\u2066\\u2028\\u2029\\u0085\\ufeff");
    assertThat(text("x\ud83dy\ude00", 100)).isEqualTo("x\\ud83dy\\ude00");
  }

  @Test
  void text_of_ours_keeps_its_line_breaks() {
    BoundedText text = new BoundedText(20).append("a\nb").appendOwn("\n\tat ").append("c");

    assertThat(new String(text.toBytes(), UTF_8)).isEqualTo("a\\u000ab\n\tat c");
    assertThat(text.isFull()).isFalse();
  }

  @Test
  void a_bound_without_room_for_the_mark_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new BoundedText(2));
  }

  @Property
  void any_text_becomes_harmless_utf8_within_the_bound(
      @ForAll String text, @ForAll @IntRange(min = 3, max = 300) int bound)
      throws CharacterCodingException {
    byte[] bytes = BoundedText.utf8(text, bound);

    assertThat(bytes.length).isLessThanOrEqualTo(bound);
    String read =
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(bytes))
            .toString();
    assertThat(read.codePoints())
        .allSatisfy(character ->
            assertThat(Character.getType(character))
                .isNotIn(
                    (int) Character.CONTROL,
                    (int) Character.FORMAT,
                    (int) Character.LINE_SEPARATOR,
                    (int) Character.PARAGRAPH_SEPARATOR,
                    (int) Character.SURROGATE));
    String whole = new String(BoundedText.utf8(text, 12 * text.length() + 3), UTF_8);
    assertThat(whole).startsWith(read.endsWith("…") ? read.substring(0, read.length() - 1) : read);
  }

  private static String text(String text, int bound) {
    return new String(BoundedText.utf8(text, bound), UTF_8);
  }
}
