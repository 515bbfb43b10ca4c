package dev.sprintcapacity.service.http.json;

import dev.sprintcapacity.domain.capacity.LostDay;
import dev.sprintcapacity.domain.capacity.MemberCapacity;
import dev.sprintcapacity.domain.capacity.SprintCapacity;
import dev.sprintcapacity.service.sprint.PreviewCapacity.Preview;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** Writes the capacity that a sprint would have, with its explanation. */
public final class PreviewJson {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

  private PreviewJson() {}

  /** The preview as a document. */
  public static byte[] of(Preview preview) {
    return JsonBytes.of(json -> {
      SprintCapacity capacity = preview.capacity();
      json.writeStartObject();
      CapacityJson.totals(json, capacity);
      json.writeName("memberCapacity");
      json.writeStartArray();
      for (int i = 0; i < capacity.members().size(); i++) {
        member(json, capacity.members().get(i), preview.lostDays().ofMembers().get(i));
      }
      json.writeEndArray();
      lost(json, preview.lostDays().ofAll());
      json.writeEndObject();
    });
  }

  private static void member(JsonGenerator json, MemberCapacity member, List<LostDay> onLeave) {
    json.writeStartObject();
    CapacityJson.memberNumbers(json, member);
    lost(json, onLeave);
    json.writeEndObject();
  }

  private static void lost(JsonGenerator json, List<LostDay> days) {
    SprintJson.list(
        json,
        "lostDays",
        days,
        day -> {
          json.writeStartObject();
          json.writeStringProperty("date", day.date().toString());
          json.writeStringProperty("kind", kind(day));
          json.writeStringProperty("explanation", DAY.format(day.date()) + ": " + day.reason());
          json.writeEndObject();
        });
  }

  private static String kind(LostDay day) {
    return switch (day) {
      case LostDay.Weekend weekend -> "weekend";
      case LostDay.OnHoliday holiday -> "holiday";
      case LostDay.OnLeave leave -> "leave";
    };
  }
}
