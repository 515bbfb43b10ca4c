package dev.sprintcapacity.events;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Breaks a valid document in every way its schema forbids, one way at a time: each known field left
 * out, of another type, out of its bounds.
 */
final class PlantedViolations {
  /** One broken document and what was done to it. */
  record Violation(String what, String json) {}

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ObjectNode document;
  private final List<Violation> violations = new ArrayList<>();

  private PlantedViolations(ObjectNode document) {
    this.document = document;
  }

  static List<Violation> of(EventType type, byte[] valid) {
    var document = (ObjectNode) JsonMapper.builder().build().readTree(valid);
    var planted = new PlantedViolations(document);
    planted.breakObject("", TestSchemas.tree(type), document);
    return planted.violations;
  }

  private void breakObject(String path, JsonNode schema, ObjectNode object) {
    for (Map.Entry<String, JsonNode> property : schema.get("properties").properties()) {
      String name = property.getKey();
      String place = path.isEmpty() ? name : path + "." + name;
      JsonNode valid = object.get(name);
      if (valid == null) {
        continue;
      }
      if (isRequired(schema, name)) {
        object.remove(name);
        note(place + " left out");
      }
      breakValue(place, property.getValue(), valid, broken -> object.set(name, broken));
      object.set(name, valid);
      if (valid instanceof ObjectNode inner) {
        breakObject(place, property.getValue(), inner);
      }
    }
  }

  private void breakValue(
      String place, JsonNode schema, JsonNode valid, Consumer<JsonNode> replace) {
    for (JsonNode other : others(schema.get("type").asString())) {
      replace.accept(other);
      note(place + " as " + other);
    }
    switch (schema.get("type").asString()) {
      case "string" -> {
        replace.accept(NODES.stringNode(""));
        note(place + " empty");
        if (schema.has("maxLength")) {
          replace.accept(NODES.stringNode("9".repeat(schema.get("maxLength").asInt() + 1)));
          note(place + " too long");
        }
        if (schema.has("pattern") || schema.has("const") || schema.has("enum")) {
          replace.accept(NODES.stringNode("\u00a7\u00a7\u00a7\u00a7"));
          note(place + " of another form");
        }
        if (schema.has("format")) {
          replace.accept(NODES.stringNode("2025-02-30"));
          note(place + " no day of the calendar");
        }
      }
      case "integer", "number" -> {
        replace.accept(NODES.numberNode(schema.get("minimum").asInt() - 1));
        note(place + " too small");
        replace.accept(NODES.numberNode(schema.get("maximum").asInt() + 1));
        note(place + " too great");
        if (schema.get("type").asString().equals("integer")) {
          replace.accept(NODES.numberNode(1.5));
          note(place + " not whole");
        }
      }
      case "array" -> breakArray(place, schema, (ArrayNode) valid, replace);
      case "object" -> {}
      default -> throw new IllegalStateException("a schema has a type this test does not know");
    }
    replace.accept(valid);
  }

  private void breakArray(
      String place, JsonNode schema, ArrayNode valid, Consumer<JsonNode> replace) {
    if (schema.get("minItems").asInt() > 0) {
      replace.accept(NODES.arrayNode());
      note(place + " empty");
    }
    JsonNode items = schema.get("items");
    Iterator<JsonNode> first = valid.iterator();
    if (!first.hasNext()) {
      return;
    }
    JsonNode item = first.next();
    ArrayNode many = NODES.arrayNode();
    for (int i = 0; i <= schema.get("maxItems").asInt(); i++) {
      many.add(item);
    }
    replace.accept(many);
    note(place + " too many");
    replace.accept(valid);
    breakValue(place + "[0]", items, item, broken -> valid.set(0, broken));
    valid.set(0, item);
    if (item instanceof ObjectNode object) {
      breakObject(place + "[0]", items, object);
    }
    if (schema.has("uniqueItems")) {
      valid.add(item);
      note(place + " naming one twice");
      valid.remove(valid.size() - 1);
    }
  }

  private static List<JsonNode> others(String type) {
    return List.of(
        NODES.nullNode(),
        NODES.booleanNode(true),
        type.equals("string") ? NODES.numberNode(1) : NODES.stringNode("1"),
        type.equals("array") ? NODES.objectNode() : NODES.arrayNode());
  }

  private static boolean isRequired(JsonNode schema, String name) {
    return schema.get("required").valueStream().anyMatch(field -> field.asString().equals(name));
  }

  private void note(String what) {
    violations.add(new Violation(what, document.toString()));
  }
}
