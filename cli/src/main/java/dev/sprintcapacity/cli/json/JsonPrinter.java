package dev.sprintcapacity.cli.json;

import dev.sprintcapacity.cli.terminal.Palette;
import dev.sprintcapacity.cli.terminal.VisibleText;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** Prints JSON trees: compact for programs, indented and coloured for people. */
public final class JsonPrinter {
  private static final String INDENT = "  ";

  private final Palette palette;

  /** Indented output is coloured by the palette. */
  public JsonPrinter(Palette palette) {
    this.palette = palette;
  }

  /** Appends a tree on one line, without colour. */
  public static void appendCompact(StringBuilder target, JsonTree tree) {
    switch (tree) {
      case JsonTree.ObjectNode object -> {
        target.append('{');
        separated(
            target,
            object.members(),
            ",",
            member -> {
              VisibleText.appendQuoted(target, member.name());
              target.append(':');
              appendCompact(target, member.value());
            });
        target.append('}');
      }
      case JsonTree.ArrayNode array -> {
        target.append('[');
        separated(target, array.elements(), ",", element -> appendCompact(target, element));
        target.append(']');
      }
      case JsonTree.TextNode text -> VisibleText.appendQuoted(target, text.text());
      case JsonTree.NumberNode number -> target.append(number.digits());
      case JsonTree.Literal literal -> target.append(literal.word());
    }
  }

  /** Appends a tree over several lines; lines after the first begin with the margin. */
  public void appendIndented(StringBuilder target, JsonTree tree, String margin) {
    String inner = margin + INDENT;
    switch (tree) {
      case JsonTree.ObjectNode object when !object.members().isEmpty() -> {
        target.append("{\n").append(inner);
        separated(
            target,
            object.members(),
            ",\n" + inner,
            member -> {
              target.append(palette.name());
              VisibleText.appendQuoted(target, member.name());
              target.append(palette.reset()).append(": ");
              appendIndented(target, member.value(), inner);
            });
        target.append('\n').append(margin).append('}');
      }
      case JsonTree.ArrayNode array when !array.elements().isEmpty() -> {
        target.append("[\n").append(inner);
        separated(
            target,
            array.elements(),
            ",\n" + inner,
            element -> appendIndented(target, element, inner));
        target.append('\n').append(margin).append(']');
      }
      case JsonTree.TextNode text -> coloured(target, palette.text(), text);
      case JsonTree.NumberNode number -> coloured(target, palette.number(), number);
      case JsonTree.ObjectNode _, JsonTree.ArrayNode _, JsonTree.Literal _ ->
          appendCompact(target, tree);
    }
  }

  private void coloured(StringBuilder target, String colour, JsonTree leaf) {
    target.append(colour);
    appendCompact(target, leaf);
    target.append(palette.reset());
  }

  private static <T> void separated(
      StringBuilder target, List<T> items, String separator, Consumer<T> append) {
    for (Iterator<T> rest = items.iterator(); rest.hasNext(); ) {
      append.accept(rest.next());
      if (rest.hasNext()) {
        target.append(separator);
      }
    }
  }
}
