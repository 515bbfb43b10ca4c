package dev.sprintcapacity.postgres.sprint;

import dev.sprintcapacity.postgres.PostgresException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A JSON object of which every field must be asked for: what is missing, of another type or left
 * over is an error that names its place.
 */
final class StrictObject {

  private final JsonNode node;
  private final String place;
  private final Set<String> asked = new HashSet<>();

  StrictObject(JsonNode node, String place) {
    if (!node.isObject()) {
      throw new PostgresException("%s must be an object, but is %s".formatted(place, node));
    }
    this.node = node;
    this.place = place;
  }

  String text(String name) {
    JsonNode field = required(name);
    if (!field.isString()) {
      throw wrong(name, "a text", field);
    }
    return field.stringValue();
  }

  @Nullable String textOrNull(String name) {
    asked.add(name);
    return node.has(name) ? text(name) : null;
  }

  int integer(String name) {
    JsonNode field = required(name);
    if (!field.isInt()) {
      throw wrong(name, "an integer", field);
    }
    return field.intValue();
  }

  BigDecimal decimal(String name) {
    JsonNode field = required(name);
    if (!field.isNumber()) {
      throw wrong(name, "a number", field);
    }
    return field.decimalValue();
  }

  @Nullable BigDecimal decimalOrNull(String name) {
    asked.add(name);
    return node.has(name) ? decimal(name) : null;
  }

  LocalDate date(String name) {
    return LocalDate.parse(text(name));
  }

  Instant instant(String name) {
    return Instant.parse(text(name));
  }

  /** The objects of a list, each read to its end. */
  <T> List<T> list(String name, Function<StrictObject, T> read) {
    JsonNode field = required(name);
    if (!field.isArray()) {
      throw wrong(name, "a list", field);
    }
    List<T> list = new ArrayList<>(field.size());
    for (JsonNode element : field) {
      StrictObject object = new StrictObject(element, place + "." + name + "[" + list.size() + "]");
      list.add(read.apply(object));
      object.end();
    }
    return list;
  }

  /** Every field was asked for. */
  void end() {
    for (String name : node.propertyNames()) {
      if (!asked.contains(name)) {
        throw new PostgresException("%s has the unknown field %s".formatted(place, name));
      }
    }
  }

  private JsonNode required(String name) {
    asked.add(name);
    JsonNode field = node.get(name);
    if (field == null) {
      throw new PostgresException("%s must have the field %s".formatted(place, name));
    }
    return field;
  }

  private PostgresException wrong(String name, String expected, JsonNode found) {
    return new PostgresException(
        "%s.%s must be %s, but is %s".formatted(place, name, expected, found));
  }
}
