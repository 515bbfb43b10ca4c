package dev.sprintcapacity.cli.tail;

import dev.sprintcapacity.cli.json.JsonPrinter;
import dev.sprintcapacity.cli.json.JsonTree;
import dev.sprintcapacity.cli.terminal.Palette;
import dev.sprintcapacity.cli.terminal.VisibleText;
import dev.sprintcapacity.events.EventHeaders;
import java.util.Set;

/** A few lines per record, for people; nothing that a record holds can steer the terminal. */
final class TextFormat implements RecordFormat {
  /** Enough to recognise what was sent by mistake, without filling the screen with it. */
  private static final int MAX_MALFORMED_CHARACTERS = 2_000;

  private static final String MARGIN = "  ";
  private static final String TIMESTAMP = "timestamp";
  private static final String SOURCE = "source";
  private static final Set<String> SHOWN_ABOVE = Set.of(Content.EVENT_TYPE, TIMESTAMP, SOURCE);

  private final Palette palette;
  private final JsonPrinter json;

  TextFormat(Palette palette) {
    this.palette = palette;
    this.json = new JsonPrinter(palette);
  }

  @Override
  public void append(StringBuilder target, TailRecord tailRecord) {
    heading(target, tailRecord);
    place(target, tailRecord);
    origin(target, tailRecord);
    body(target, tailRecord.content());
    target.append('\n');
  }

  private void heading(StringBuilder target, TailRecord tailRecord) {
    switch (tailRecord.content()) {
      case Content.Envelope _ ->
          marked(target, palette.heading(), tailRecord.eventType().orElse(""));
      case Content.OtherJson _ -> marked(target, palette.warning(), "not an event: no event_type");
      case Content.Absent _ -> marked(target, palette.warning(), "no value");
      case Content.Malformed(String reason, String _) ->
          marked(target, palette.warning(), "malformed: " + reason);
    }
    if (tailRecord.key() != null) {
      target.append(MARGIN).append(VisibleText.of(tailRecord.key()));
    }
    target.append('\n');
  }

  private void place(StringBuilder target, TailRecord tailRecord) {
    labelled(target, "topic", tailRecord.topic());
    labelled(target, "partition", Integer.toString(tailRecord.partition()));
    labelled(target, "offset", Long.toString(tailRecord.offset()));
    tailRecord
        .header(EventHeaders.SEQUENCE)
        .ifPresent(sequence -> labelled(target, "sequence", sequence));
    target.append('\n');
  }

  private void origin(StringBuilder target, TailRecord tailRecord) {
    String recordTime = tailRecord.timestamp() == null ? "none" : tailRecord.timestamp().toString();
    labelled(target, TIMESTAMP, tailRecord.field(TIMESTAMP).orElse(recordTime));
    tailRecord
        .field(SOURCE)
        .or(() -> tailRecord.header(EventHeaders.SOURCE))
        .ifPresent(source -> labelled(target, SOURCE, source));
    target.append('\n');
  }

  private void body(StringBuilder target, Content content) {
    switch (content) {
      case Content.Envelope(JsonTree.ObjectNode object) ->
          object.members().stream()
              .filter(member -> !SHOWN_ABOVE.contains(member.name()))
              .forEach(member -> tree(target, member.name(), member.value()));
      case Content.OtherJson(JsonTree tree) -> tree(target, "value", tree);
      case Content.Malformed(String _, String text) -> {
        String shown =
            text.length() <= MAX_MALFORMED_CHARACTERS
                ? text
                : text.substring(0, MAX_MALFORMED_CHARACTERS) + "…";
        labelled(target, "value", shown);
        target.append('\n');
      }
      case Content.Absent() -> {}
    }
  }

  private void tree(StringBuilder target, String label, JsonTree tree) {
    label(target, label);
    json.appendIndented(target, tree, MARGIN);
    target.append('\n');
  }

  private void labelled(StringBuilder target, String label, String value) {
    label(target, label);
    target.append(VisibleText.of(value));
  }

  private void label(StringBuilder target, String label) {
    target.append(MARGIN);
    marked(target, palette.label(), label + ":");
    target.append(' ');
  }

  private void marked(StringBuilder target, String colour, String text) {
    target.append(colour).append(VisibleText.of(text)).append(palette.reset());
  }
}
