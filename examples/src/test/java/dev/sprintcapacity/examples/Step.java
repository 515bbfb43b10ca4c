package dev.sprintcapacity.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One command of a document with the output it shows.
 *
 * @param command as a person types it, of one or several lines
 * @param output what the document shows below it
 */
record Step(String command, Shown output) {

  private static final String BLOCK = "```console";
  private static final String BLOCK_END = "```";
  private static final String PROMPT = "$ ";

  /** All commands of the {@code console} blocks of a document, in order. */
  static List<Step> of(String document) {
    return of(document, text -> text);
  }

  /** The same, with every command and output changed before it is used. */
  static List<Step> of(String document, UnaryOperator<String> change) {
    List<Step> steps = new ArrayList<>();
    List<String> block = null;
    for (String line : document.lines().toList()) {
      if (block == null) {
        block = line.equals(BLOCK) ? new ArrayList<>() : null;
      } else if (line.equals(BLOCK_END)) {
        steps.addAll(ofBlock(block, change));
        block = null;
      } else {
        block.add(line);
      }
    }
    return steps;
  }

  private static List<Step> ofBlock(List<String> lines, UnaryOperator<String> change) {
    List<Step> steps = new ArrayList<>();
    int line = 0;
    while (line < lines.size()) {
      StringBuilder command = new StringBuilder();
      do {
        command.append(lines.get(line++)).append('\n');
      } while (line < lines.size() && goesOn(command));
      StringBuilder output = new StringBuilder();
      while (line < lines.size() && !lines.get(line).startsWith(PROMPT)) {
        output.append(lines.get(line++)).append('\n');
      }
      if (!command.toString().startsWith(PROMPT)) {
        throw new IllegalArgumentException("a console block begins with a command, not " + command);
      }
      steps.add(
          new Step(
              change.apply(command.substring(PROMPT.length()).strip()),
              new Shown(change.apply(output.toString()))));
    }
    return steps;
  }

  /** A quotation that is open, or a backslash at the end, as bash sees it. */
  private static boolean goesOn(CharSequence command) {
    return command.chars().filter(c -> c == '\'').count() % 2 == 1
        || command.toString().stripTrailing().endsWith("\\");
  }
}
