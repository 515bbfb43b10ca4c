package dev.sprintcapacity.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Node.js example is the founding document's, and brings exactly what it names. */
class NodeExampleTest {

  /** Of the block "Node.js Consumer", blanks at the ends of its lines included. */
  private static final String SHA_256 =
      "2dabb30840bc605760ed759caaca6ec9cd49944eda42cd6762a355321a6ec80b";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void the_consumer_is_that_of_the_founding_document_byte_for_byte()
      throws IOException, NoSuchAlgorithmException {
    byte[] consumer = Files.readAllBytes(Repository.file("examples/nodejs/consumer.js"));

    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(consumer)))
        .isEqualTo(SHA_256);
  }

  @Test
  void kafkajs_is_locked_by_its_content_and_not_to_a_registry() {
    String wanted = json("package.json").at("/dependencies/kafkajs").stringValue();
    JsonNode locked = json("package-lock.json").at("/packages").get("node_modules/kafkajs");

    assertThat(wanted).matches("\\d+\\.\\d+\\.\\d+");
    assertThat(locked.get("version").stringValue()).isEqualTo(wanted);
    assertThat(locked.get("integrity").stringValue()).startsWith("sha512-");
    assertThat(Repository.text("examples/nodejs/package-lock.json"))
        .doesNotContain("resolved", "://");
  }

  private static JsonNode json(String file) {
    return JSON.readTree(Repository.text("examples/nodejs/" + file));
  }
}
