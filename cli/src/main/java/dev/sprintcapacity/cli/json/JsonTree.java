package dev.sprintcapacity.cli.json;

import java.util.List;
import java.util.Optional;

/**
 * A JSON value as it was written: members keep their order and their repetitions, numbers their
 * digits. Closed, because JSON has no other kinds of value.
 */
public sealed interface JsonTree {

  /** An object; a name may come more than once. */
  record ObjectNode(List<Member> members) implements JsonTree {
    /** Copies the members. */
    public ObjectNode {
      members = List.copyOf(members);
    }

    /** The first member of a name. */
    public Optional<JsonTree> find(String name) {
      return members.stream()
          .filter(member -> member.name().equals(name))
          .map(Member::value)
          .findFirst();
    }

    /** The first member of a name, where it is a text. */
    public Optional<String> findText(String name) {
      return find(name)
          .filter(TextNode.class::isInstance)
          .map(TextNode.class::cast)
          .map(TextNode::text);
    }
  }

  /** One member of an object. */
  record Member(String name, JsonTree value) {}

  /** An array. */
  record ArrayNode(List<JsonTree> elements) implements JsonTree {
    /** Copies the elements. */
    public ArrayNode {
      elements = List.copyOf(elements);
    }
  }

  /** A text, without quotes and escapes. */
  record TextNode(String text) implements JsonTree {}

  /** A number, digit by digit as it was written. */
  record NumberNode(String digits) implements JsonTree {}

  /** One of the three words of JSON. */
  enum Literal implements JsonTree {
    /** True. */
    TRUE("true"),
    /** False. */
    FALSE("false"),
    /** Null. */
    NULL("null");

    private final String word;

    Literal(String word) {
      this.word = word;
    }

    /** As JSON spells it. */
    public String word() {
      return word;
    }
  }
}
