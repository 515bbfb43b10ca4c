package dev.sprintcapacity.consumers.email.template;

/**
 * A mail, ready to go.
 *
 * @param messageId its Message-ID with angle brackets: follows from event, kind and member alone
 * @param content all of it in the format of RFC 5322; not copied, so do not change it
 */
@SuppressWarnings("ArrayRecordComponent") // written once, stored once, compared never
public record WrittenMail(String messageId, byte[] content) {

  /** Without the content, which is personal. */
  @Override
  public String toString() {
    return "WrittenMail[%s, %d bytes]".formatted(messageId, content.length);
  }
}
