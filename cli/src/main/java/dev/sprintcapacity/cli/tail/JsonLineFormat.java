package dev.sprintcapacity.cli.tail;

import dev.sprintcapacity.cli.json.JsonPrinter;
import dev.sprintcapacity.cli.json.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object per line, for programs: {@code topic}, {@code partition}, {@code offset}, {@code
 * timestamp}, {@code key}, {@code headers}, {@code value}. Where the value is not JSON, {@code
 * value} is null and {@code malformed} holds the reason and the text.
 */
final class JsonLineFormat implements RecordFormat {

  @Override
  public void append(StringBuilder target, TailRecord tailRecord) {
    List<JsonTree.Member> members = new ArrayList<>();
    members.add(member("topic", text(tailRecord.topic())));
    members.add(member("partition", number(tailRecord.partition())));
    members.add(member("offset", number(tailRecord.offset())));
    members.add(
        member(
            "timestamp",
            text(tailRecord.timestamp() == null ? null : tailRecord.timestamp().toString())));
    members.add(member("key", text(tailRecord.key())));
    members.add(member("headers", headers(tailRecord.headers())));
    switch (tailRecord.content()) {
      case Content.Envelope(JsonTree.ObjectNode object) -> members.add(member("value", object));
      case Content.OtherJson(JsonTree tree) -> members.add(member("value", tree));
      case Content.Absent() -> members.add(member("value", JsonTree.Literal.NULL));
      case Content.Malformed(String reason, String text) -> {
        members.add(member("value", JsonTree.Literal.NULL));
        members.add(
            member(
                "malformed",
                new JsonTree.ObjectNode(
                    List.of(member("reason", text(reason)), member("text", text(text))))));
      }
    }
    JsonPrinter.appendCompact(target, new JsonTree.ObjectNode(members));
    target.append('\n');
  }

  /** A name that comes more than once has an array of its values, in order. */
  private static JsonTree headers(List<TailRecord.HeaderText> headers) {
    Map<String, List<JsonTree>> byName = new LinkedHashMap<>();
    for (TailRecord.HeaderText header : headers) {
      byName.computeIfAbsent(header.name(), _ -> new ArrayList<>()).add(text(header.value()));
    }
    List<JsonTree.Member> members = new ArrayList<>();
    byName.forEach((name, values) ->
        members.add(
            member(name, values.size() == 1 ? values.getFirst() : new JsonTree.ArrayNode(values))));
    return new JsonTree.ObjectNode(members);
  }

  private static JsonTree.Member member(String name, JsonTree value) {
    return new JsonTree.Member(name, value);
  }

  private static JsonTree text(@Nullable String text) {
    return text == null ? JsonTree.Literal.NULL : new JsonTree.TextNode(text);
  }

  private static JsonTree number(long number) {
    return new JsonTree.NumberNode(Long.toString(number));
  }
}
