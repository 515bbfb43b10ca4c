package dev.sprintcapacity.service.http.json;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes a page of a list. */
public final class PageJson {

  private PageJson() {}

  /**
   * The page as a document.
   *
   * @param items in order
   * @param item writes one of them
   * @param nextCursor null on the last page, and then null in the document too
   */
  public static <T> byte[] of(
      List<T> items, BiConsumer<JsonGenerator, T> item, @Nullable String nextCursor) {
    return JsonBytes.of(json -> {
      json.writeStartObject();
      SprintJson.list(json, "items", items, one -> item.accept(json, one));
      if (nextCursor == null) {
        json.writeNullProperty("nextCursor");
      } else {
        json.writeStringProperty("nextCursor", nextCursor);
      }
      json.writeEndObject();
    });
  }
}
