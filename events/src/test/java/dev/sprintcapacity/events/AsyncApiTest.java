package dev.sprintcapacity.events;

import static dev.sprintcapacity.events.SampleEvents.TRACEPARENT;
import static dev.sprintcapacity.events.SampleEvents.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The document for people and generators says what the code does. */
class AsyncApiTest {
  private static final Path MODULE =
      Path.of(Objects.requireNonNull(System.getProperty("sprintcap.root"))).resolve("events");
  private static final JsonNode DOCUMENT =
      YAMLMapper.builder().build().readTree(MODULE.resolve("asyncapi.yaml"));

  @Test
  void it_is_an_asyncapi_3_document_of_these_two_topics() {
    assertThat(DOCUMENT.get("asyncapi").asString()).isEqualTo("3.0.0");
    assertThat(DOCUMENT.get("channels").valueStream().map(one -> one.get("address").asString()))
        .containsExactlyElementsOf(Arrays.stream(Topic.values()).map(Topic::topicName).toList());
    assertThat(DOCUMENT.at("/servers/local/host").asString())
        .isEqualTo(KafkaEnvironment.DEFAULT_BOOTSTRAP_SERVERS);
  }

  @ParameterizedTest
  @EnumSource
  void a_channel_and_its_operation_have_exactly_the_types_of_the_topic(Topic topic) {
    var channel =
        DOCUMENT.get("channels").properties().stream()
            .filter(one -> one.getValue().get("address").asString().equals(topic.topicName()))
            .findAny()
            .orElseThrow();
    JsonNode operation =
        DOCUMENT
            .get("operations")
            .valueStream()
            .filter(one -> refOf(one.get("channel")).equals("#/channels/" + channel.getKey()))
            .findAny()
            .orElseThrow();

    assertThat(channel.getValue().get("messages").propertyNames())
        .containsExactlyElementsOf(typesOf(topic).toList());
    assertThat(channel.getValue().get("messages").valueStream().map(AsyncApiTest::refOf))
        .containsExactlyElementsOf(
            typesOf(topic).map(name -> "#/components/messages/" + name).toList());
    assertThat(operation.get("action").asString()).isEqualTo("send");
    assertThat(operation.get("messages").valueStream().map(AsyncApiTest::refOf))
        .containsExactlyElementsOf(
            typesOf(topic)
                .map(name -> "#/channels/" + channel.getKey() + "/messages/" + name)
                .toList());
  }

  @ParameterizedTest
  @EnumSource
  void a_message_points_to_the_schema_that_the_module_ships(EventType type) {
    JsonNode message = message(type);

    assertThat(message.get("name").asString()).isEqualTo(type.wireName());
    assertThat(message.get("title").asString())
        .isEqualTo(TestSchemas.tree(type).get("title").asString());
    assertThat(message.at("/payload/schemaFormat").asString())
        .isEqualTo("application/schema+json;version=draft-2020-12");
    assertThat(MODULE.resolve(refOf(message.at("/payload/schema"))))
        .content()
        .isEqualTo(EventSchemas.schemaOf(type));
  }

  @ParameterizedTest
  @EnumSource
  void the_example_of_a_message_is_its_golden_file(EventType type) {
    JsonNode example = message(type).at("/examples/0/payload");
    Golden golden =
        Golden.all()
            .filter(one -> one.file().equals(type.wireName() + ".json"))
            .findAny()
            .orElseThrow();

    assertThat(example.toPrettyString())
        .isEqualTo(JsonMapper.builder().build().readTree(golden.bytes()).toPrettyString());
  }

  @ParameterizedTest
  @EnumSource
  void a_message_has_the_headers_and_the_key_of_every_record(EventType type) {
    JsonNode message = message(type);

    assertThat(message.get("traits").valueStream().map(AsyncApiTest::refOf))
        .containsExactly("#/components/messageTraits/event");
    JsonNode trait = DOCUMENT.at("/components/messageTraits/event");
    assertThat(trait.get("contentType").asString()).isEqualTo("application/json");
    assertThat(trait.at("/bindings/kafka/key/type").asString()).isEqualTo("string");
    assertThat(refOf(trait.get("headers"))).isEqualTo("#/components/schemas/headers");
  }

  @Test
  void the_headers_are_those_of_the_code_in_their_order() {
    JsonNode headers = DOCUMENT.at("/components/schemas/headers");
    Event event = anEvent(new SprintDeleted("sprint-123"));
    Event traced = new Event(event.id(), event.time(), 7, TRACEPARENT, event.data());

    assertThat(headers.get("properties").propertyNames())
        .containsExactlyElementsOf(namesOf(traced));
    assertThat(headers.get("required").valueStream().map(JsonNode::asString))
        .containsExactlyElementsOf(namesOf(event));
    for (EventHeader header : EventHeaders.of(EventEncoder.encode(traced))) {
      JsonNode property = headers.get("properties").get(header.name());
      if (property.has("const")) {
        assertThat(header.text()).isEqualTo(property.get("const").asString());
      }
      if (property.has("pattern")) {
        assertThat(header.text()).matches(property.get("pattern").asString());
      }
    }
  }

  @Test
  void every_reference_leads_somewhere() {
    List<String> references = DOCUMENT.findValuesAsString("$ref");

    assertThat(references)
        .hasSizeGreaterThan(20)
        .allSatisfy(reference -> {
          boolean found =
              reference.startsWith("#")
                  ? !DOCUMENT.at(reference.substring(1)).isMissingNode()
                  : Files.isRegularFile(MODULE.resolve(reference));
          assertThat(found).as(reference).isTrue();
        });
  }

  private static JsonNode message(EventType type) {
    return DOCUMENT.get("components").get("messages").get(type.wireName());
  }

  private static Stream<String> typesOf(Topic topic) {
    return Arrays.stream(EventType.values())
        .filter(type -> type.topic() == topic)
        .map(EventType::wireName);
  }

  private static List<String> namesOf(Event event) {
    return EventHeaders.of(EventEncoder.encode(event)).stream().map(EventHeader::name).toList();
  }

  private static String refOf(JsonNode node) {
    return node.get("$ref").asString();
  }
}
