package dev.sprintcapacity.cli.json;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.cli.terminal.Palette;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonReaderTest {

  @Test
  void what_is_json_comes_out_as_it_went_in() {
    for (String json :
        List.of(
            "{}",
            "[]",
            "\"\"",
            "null",
            "{\"a\":90.0,\"b\":-0,\"c\":1e400,\"d\":12345678901234567890.000}",
            "{\"twice\":1,\"twice\":2}",
            "[true,false,null,{\"\":[[]]}]",
            "\"Zoë 李 👩‍💻 \\\" \\\\ \\n \\u001B \\uD800\"")) {
      assertThat(compact(json)).isEqualTo(json);
    }
  }

  @Test
  void what_is_not_json_is_malformed_and_says_why() {
    assertThat(reasonOf("{\"a\":1} trailing")).startsWith("not JSON: ");
    assertThat(reasonOf("{\"a\":1}{}")).isEqualTo("not JSON: more follows after the first value");
    assertThat(reasonOf("{\"a\":")).startsWith("not JSON: ").contains("line 1");
    assertThat(reasonOf("{'a':1}")).startsWith("not JSON: ");
    assertThat(reasonOf("{\"a\":01}")).startsWith("not JSON: ");
    assertThat(reasonOf("{\"a\":NaN}")).startsWith("not JSON: ");
    assertThat(reasonOf("\"a\nb\"")).startsWith("not JSON: ");
    assertThat(reasonOf("\uFEFF{}")).startsWith("not JSON: ");
    assertThat(reasonOf("<xml/>")).startsWith("not JSON: ").doesNotContain("\n");
    assertThat(reasonOf("")).isEqualTo("empty");
    assertThat(reasonOf(" \n")).isEqualTo("empty");
    assertThat(reasonOf("[".repeat(100_000))).startsWith("not JSON: ");
    assertThat(reasonOf("1".repeat(100_000))).startsWith("not JSON: ");
  }

  @Test
  void bytes_that_are_not_utf_8_are_malformed() {
    assertThat(reasonOf(new byte[] {'"', (byte) 0xC3, '"'})).isEqualTo("not UTF-8");
    assertThat(reasonOf("{\"a\":\"é\"}".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)))
        .isEqualTo("not UTF-8");
    assertThat(reasonOf("{}".getBytes(UTF_16LE))).startsWith("not JSON: ");
  }

  @Test
  void indented_output_shows_one_member_per_line() {
    StringBuilder text = new StringBuilder();
    new JsonPrinter(Palette.PLAIN)
        .appendIndented(text, treeOf("{\"a\":[],\"b\":{},\"c\":[1,{\"d\":\"e\"}]}"), "  ");

    assertThat(text)
        .hasToString(
            """
            {
                "a": [],
                "b": {},
                "c": [
                  1,
                  {
                    "d": "e"
                  }
                ]
              }\
            """);
  }

  private static String compact(String json) {
    StringBuilder text = new StringBuilder();
    JsonPrinter.appendCompact(text, treeOf(json));
    return text.toString();
  }

  private static JsonTree treeOf(String json) {
    return switch (JsonReader.read(json.getBytes(UTF_8))) {
      case JsonReading.Valid(JsonTree tree) -> tree;
      case JsonReading.Malformed(String reason) -> throw new AssertionError(json + ": " + reason);
    };
  }

  private static String reasonOf(String text) {
    return reasonOf(text.getBytes(UTF_8));
  }

  private static String reasonOf(byte[] bytes) {
    return switch (JsonReader.read(bytes)) {
      case JsonReading.Valid(JsonTree tree) -> throw new AssertionError("accepted as " + tree);
      case JsonReading.Malformed(String reason) -> reason;
    };
  }
}
