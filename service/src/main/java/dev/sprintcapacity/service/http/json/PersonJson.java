package dev.sprintcapacity.service.http.json;

import dev.sprintcapacity.postgres.people.Person;
import tools.jackson.core.JsonGenerator;

/** Writes people. */
public final class PersonJson {

  private PersonJson() {}

  /** One person within a document. */
  public static void write(JsonGenerator json, Person person) {
    json.writeStartObject();
    json.writeStringProperty("id", person.id().value());
    json.writeStringProperty("name", person.name());
    json.writeStringProperty("role", person.role().label());
    SprintJson.text(json, "email", person.email());
    json.writeStringProperty("updatedAt", Times.text(person.updatedAt()));
    json.writeEndObject();
  }
}
