package dev.sprintcapacity.consumers.email.delivery;

import dev.sprintcapacity.consumers.ConsumersException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The file name that belongs to a Message-ID. */
final class StoredName {

  private static final Pattern MESSAGE_ID =
      Pattern.compile("<([A-Za-z0-9][A-Za-z0-9._-]{0,199})@.*>");

  private StoredName() {}

  /** What stands before the at, which is unique and sorts by time. */
  static String of(String messageId) {
    Matcher matcher = MESSAGE_ID.matcher(messageId);
    if (!matcher.matches()) {
      throw new ConsumersException(
          "Message-ID %s gives no file name: expected letters, digits, dots, dashes, underscores before the @"
              .formatted(messageId));
    }
    return matcher.group(1) + ".eml";
  }
}
