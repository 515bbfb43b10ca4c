package dev.sprintcapacity.service.http.json;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Runs a writer over a JSON generator and returns the UTF-8 bytes. */
public final class JsonBytes {

  /** Holds a sprint with a small team without growing. */
  private static final int INITIAL_BYTES = 2048;

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private JsonBytes() {}

  /** The bytes of what the writer writes. */
  public static byte[] of(Consumer<JsonGenerator> writer) {
    var bytes = new ByteArrayOutputStream(INITIAL_BYTES);
    try (JsonGenerator json =
        JSON.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
      writer.accept(json);
    }
    return bytes.toByteArray();
  }
}
