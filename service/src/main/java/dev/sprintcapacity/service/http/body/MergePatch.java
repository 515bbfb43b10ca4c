package dev.sprintcapacity.service.http.body;

import dev.sprintcapacity.service.http.body.JsonValue.JsonNull;
import dev.sprintcapacity.service.http.body.JsonValue.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON Merge Patch, RFC 7396. */
public final class MergePatch {

  private MergePatch() {}

  /** The target as the patch changes it; lists are replaced as a whole, null removes a field. */
  public static JsonValue apply(JsonValue target, JsonValue patch) {
    if (!(patch instanceof JsonObject changes)) {
      return patch;
    }
    Map<String, JsonValue> merged =
        target instanceof JsonObject object
            ? new LinkedHashMap<>(object.fields())
            : new LinkedHashMap<>();
    changes
        .fields()
        .forEach((name, change) -> {
          if (change == JsonNull.NULL) {
            merged.remove(name);
          } else {
            merged.put(name, apply(merged.getOrDefault(name, JsonNull.NULL), change));
          }
        });
    return new JsonObject(merged);
  }
}
