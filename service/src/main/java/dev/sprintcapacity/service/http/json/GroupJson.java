package dev.sprintcapacity.service.http.json;

import dev.sprintcapacity.service.operations.ConsumerGroup;
import dev.sprintcapacity.service.operations.GroupList;
import dev.sprintcapacity.service.operations.GroupMember;
import dev.sprintcapacity.service.operations.TopicLag;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes consumer groups. */
public final class GroupJson {

  private GroupJson() {}

  /** All groups as a document. */
  public static byte[] of(GroupList list) {
    return JsonBytes.of(json -> {
      json.writeStartObject();
      json.writeStringProperty("at", Times.text(list.at()));
      SprintJson.list(json, "groups", list.groups(), group -> group(json, group, list.at()));
      json.writeNumberProperty("groupsLeftOut", list.groupsLeftOut());
      json.writeEndObject();
    });
  }

  private static void group(JsonGenerator json, ConsumerGroup group, Instant now) {
    json.writeStartObject();
    json.writeStringProperty("group", group.name());
    json.writeStringProperty("state", group.state());
    json.writeBooleanProperty("internal", group.internal());
    SprintJson.list(json, "members", group.members(), member -> member(json, member));
    json.writeNumberProperty("lagRecords", group.lagRecords());
    oldest(json, group.oldestUnhandledAt().orElse(null), now);
    SprintJson.list(json, "topics", group.topics(), topic -> topic(json, topic, now));
    json.writeNumberProperty("deadLettersWritten", group.deadLettersWritten());
    json.writeEndObject();
  }

  private static void member(JsonGenerator json, GroupMember member) {
    json.writeStartObject();
    json.writeStringProperty("clientId", member.clientId());
    json.writeStringProperty("host", member.host());
    json.writeNumberProperty("partitions", member.partitions());
    json.writeEndObject();
  }

  private static void topic(JsonGenerator json, TopicLag topic, Instant now) {
    json.writeStartObject();
    json.writeStringProperty("topic", topic.topic());
    json.writeNumberProperty("partitions", topic.partitions());
    json.writeNumberProperty("partitionsWithoutCommit", topic.partitionsWithoutCommit());
    json.writeNumberProperty("lagRecords", topic.lagRecords());
    oldest(json, topic.oldestUnhandledAt(), now);
    json.writeBooleanProperty("complete", topic.complete());
    json.writeEndObject();
  }

  /** The broker's clock may be ahead of ours: nothing is younger than now. */
  private static void oldest(JsonGenerator json, @Nullable Instant oldest, Instant now) {
    if (oldest != null) {
      json.writeStringProperty("oldestUnhandledAt", Times.text(oldest));
      json.writeNumberProperty(
          "oldestUnhandledAgeSeconds", Math.max(0, Duration.between(oldest, now).toSeconds()));
    }
  }
}
