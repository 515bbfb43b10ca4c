package dev.sprintcapacity.service.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.service.testing.OpenApiDocument;
import dev.sprintcapacity.service.testing.TestApi;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The routes of the API and their description are the same list; pages are for people. */
class RoutesTest {

  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private static final String PAGES = "dev.sprintcapacity.service.page";

  private final StartedService service = (StartedService) TestApi.shared().service();

  @Test
  void every_route_is_described_and_every_description_is_a_route() {
    Set<String> mapped = new TreeSet<>();
    service
        .context()
        .getBean(RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach((info, handler) -> {
          if (!handler.getBeanType().getPackageName().startsWith(PAGES)) {
            info.getPatternValues()
                .forEach(path ->
                    info.getMethodsCondition()
                        .getMethods()
                        .forEach(method -> mapped.add(method + " " + path)));
          }
        });

    Set<String> described = new TreeSet<>();
    OpenApiDocument.document()
        .at("/paths")
        .properties()
        .forEach(path ->
            path.getValue().propertyNames().stream()
                .filter(METHODS::contains)
                .forEach(method ->
                    described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

    assertThat(mapped).hasSizeGreaterThan(15).isEqualTo(described);
  }

  @Test
  void every_operation_says_what_it_does_and_has_a_name_of_its_own() {
    Set<String> names = new TreeSet<>();
    OpenApiDocument.document()
        .at("/paths")
        .forEach(path ->
            path.forEach(operation -> {
              assertThat(operation.get("summary").stringValue()).isNotBlank();
              assertThat(names.add(operation.get("operationId").stringValue())).isTrue();
            }));
  }

  @Test
  void every_reference_in_the_description_leads_somewhere() {
    assertReferences(OpenApiDocument.document());
  }

  private static void assertReferences(JsonNode node) {
    JsonNode reference = node.path("$ref");
    if (reference.isString()) {
      assertThat(
              OpenApiDocument.document().at(reference.stringValue().substring(1)).isMissingNode())
          .as(reference.stringValue())
          .isFalse();
    }
    node.forEach(RoutesTest::assertReferences);
  }
}
