package dev.sprintcapacity.service.http.body;

import dev.sprintcapacity.domain.text.QuotedValue;
import java.util.regex.Pattern;

/** The place of a value in a document, such as {@code teamMembers[0].vacations[1].startDate}. */
final class JsonPath {

  /** The document itself. */
  static final String ROOT = "$";

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");

  private JsonPath() {}

  static String field(String parent, String name) {
    String prefix = parent.equals(ROOT) ? "" : parent;
    if (!PLAIN_NAME.matcher(name).matches()) {
      return "%s[%s]".formatted(prefix, QuotedValue.of(name));
    }
    return prefix.isEmpty() ? name : prefix + "." + name;
  }

  static String item(String parent, int index) {
    return "%s[%d]".formatted(parent, index);
  }
}
