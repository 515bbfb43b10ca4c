package dev.sprintcapacity.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.events.PlantedViolations.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EventSchemasTest {
  /** The one field an event may go without. */
  private static final Set<String> OPTIONAL = Set.of("email");

  static List<Golden> goldens() {
    return Golden.all().toList();
  }

  @ParameterizedTest
  @EnumSource
  void every_known_field_is_typed_required_and_bounded(EventType type) {
    var places = new ArrayList<String>();

    eachProperty(
        TestSchemas.tree(type),
        (place, property) -> {
          places.add(place);
          assertThat(property.has("description") || place.endsWith("[]")).as(place).isTrue();
          assertThat(keywordsThatBound(property)).as(place).isNotEmpty().allMatch(property::has);
        });

    assertThat(places).contains("event_type", "timestamp", "source", "data", "data.sprint_id");
  }

  @ParameterizedTest
  @EnumSource
  void objects_require_their_fields_and_stay_open_for_later_ones(EventType type) {
    eachObject(
        TestSchemas.tree(type),
        (place, object) -> {
          assertThat(object.get("additionalProperties").asBoolean(false)).as(place).isTrue();
          var names = new ArrayList<>(object.get("properties").propertyNames());
          names.removeAll(OPTIONAL);
          assertThat(object.get("required").valueStream().map(JsonNode::asString).toList())
              .as(place)
              .isEqualTo(names);
        });
  }

  @Test
  void a_field_means_the_same_in_every_schema() {
    Map<String, JsonNode> known = new HashMap<>();

    for (EventType type : EventType.values()) {
      eachProperty(
          TestSchemas.tree(type),
          (place, property) -> {
            if (property.has("properties") || property.has("items") || place.equals("event_type")) {
              return;
            }
            JsonNode before = known.putIfAbsent(place, property);
            assertThat(before == null ? property : before)
                .as("%s of %s", place, type)
                .isEqualTo(property);
          });
    }

    assertThat(known).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void fields_have_the_order_of_the_wire(Golden golden) {
    var document = JsonMapper.builder().build().readTree(golden.bytes());
    JsonNode schema = TestSchemas.tree(golden.type());

    assertThat(schema.get("properties").propertyNames())
        .containsExactlyElementsOf(document.propertyNames());
    assertThat(schema.get("properties").get("data").get("properties").propertyNames())
        .containsExactlyElementsOf(document.get("data").propertyNames());
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void every_planted_violation_is_found(Golden golden) {
    List<Violation> violations = PlantedViolations.of(golden.type(), golden.bytes());

    assertThat(violations).hasSizeGreaterThanOrEqualTo(25);
    assertThat(violations)
        .allSatisfy(violation ->
            assertThat(TestSchemas.errors(golden.type(), violation.json()))
                .as(violation.what())
                .isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void fields_of_a_later_version_are_allowed_everywhere(Golden golden) {
    String later = withFieldsOfALaterVersion(golden);

    assertThat(later).isNotEqualTo(new String(golden.bytes(), UTF_8));
    assertThat(TestSchemas.errors(golden.type(), later)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void the_schema_of_one_type_refuses_events_of_all_others(Golden golden) {
    for (EventType type : EventType.values()) {
      assertThat(TestSchemas.errors(type, new String(golden.bytes(), UTF_8)).isEmpty())
          .as(type.wireName())
          .isEqualTo(type == golden.type());
    }
  }

  static String withFieldsOfALaterVersion(Golden golden) {
    JsonNode document = JsonMapper.builder().build().readTree(golden.bytes());
    addToObjects(document);
    return document.toString();
  }

  private static void addToObjects(JsonNode node) {
    node.forEach(EventSchemasTest::addToObjects);
    if (node instanceof ObjectNode object) {
      object.putArray("added_later").add(1).addNull().addObject().put("deep", true);
    }
  }

  private static List<String> keywordsThatBound(JsonNode property) {
    if (property.has("const") || property.has("enum")) {
      return List.of("type");
    }
    return switch (property.get("type").asString()) {
      case "string" -> List.of("minLength", "maxLength");
      case "integer", "number" -> List.of("minimum", "maximum");
      case "array" -> List.of("minItems", "maxItems", "items");
      case "object" -> List.of("properties", "required");
      default -> List.of();
    };
  }

  private static void eachProperty(JsonNode schema, BiConsumer<String, JsonNode> action) {
    eachObject(
        schema,
        (place, object) ->
            object
                .get("properties")
                .properties()
                .forEach(property -> {
                  String name =
                      place.isEmpty() ? property.getKey() : place + "." + property.getKey();
                  action.accept(name, property.getValue());
                  if (property.getValue().has("items")) {
                    action.accept(name + "[]", property.getValue().get("items"));
                  }
                }));
  }

  private static void eachObject(JsonNode schema, BiConsumer<String, JsonNode> action) {
    eachObject("", schema, action);
  }

  private static void eachObject(
      String place, JsonNode schema, BiConsumer<String, JsonNode> action) {
    if (schema.has("items")) {
      eachObject(place + "[]", schema.get("items"), action);
    }
    if (!schema.has("properties")) {
      return;
    }
    action.accept(place, schema);
    schema
        .get("properties")
        .properties()
        .forEach(property ->
            eachObject(
                place.isEmpty() ? property.getKey() : place + "." + property.getKey(),
                property.getValue(),
                action));
  }
}
