package dev.sprintcapacity.service.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the service answered.
 *
 * @param status of HTTP
 * @param headers all
 * @param body as text
 */
public record TestResponse(int status, HttpHeaders headers, String body) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The body as a tree. */
  public JsonNode json() {
    return JSON.readTree(body);
  }

  /** A text of the body, by JSON pointer. */
  public String text(String pointer) {
    JsonNode node = json().at(pointer);
    assertThat(node.isString()).as("%s in %s", pointer, body).isTrue();
    return node.stringValue();
  }

  /** The value of a header that must be there. */
  public String header(String name) {
    return headers.firstValue(name).orElseThrow(() -> new AssertionError(name + " in " + headers));
  }

  /** The id of the sprint in the body. */
  public String id() {
    return text("/id");
  }

  /** The same response, after a look at its status. */
  public TestResponse expect(int expected) {
    assertThat(status).as("status of %s", body).isEqualTo(expected);
    return this;
  }

  /** The same response, after a look at its status and code. */
  public TestResponse refused(int expected, String code) {
    expect(expected);
    assertThat(headers.firstValue("Content-Type")).contains("application/problem+json");
    assertThat(text("/code")).as(body).isEqualTo(code);
    return this;
  }
}
