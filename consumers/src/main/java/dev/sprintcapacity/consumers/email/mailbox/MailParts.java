package dev.sprintcapacity.consumers.email.mailbox;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes a mail apart: the first part of each kind counts. For one mail. */
final class MailParts {

  /** Deeper mails are not ours. */
  private static final int MOST_LEVELS = 8;

  private @Nullable String text;
  private @Nullable String html;
  private @Nullable String calendar;

  private MailParts() {}

  static StoredMail read(String id, MimeMessage message) throws MessagingException, IOException {
    MailParts parts = new MailParts();
    parts.collect(message, MOST_LEVELS);
    List<String> from = addresses(message.getFrom());
    return new StoredMail(
        id,
        Optional.ofNullable(message.getSentDate()).map(Date::toInstant).orElse(Instant.EPOCH),
        from.isEmpty() ? "" : from.getFirst(),
        addresses(message.getRecipients(Message.RecipientType.TO)),
        Optional.ofNullable(message.getSubject()).orElse(""),
        orEmpty(parts.text),
        orEmpty(parts.html),
        Optional.ofNullable(parts.calendar));
  }

  private void collect(Part part, int levels) throws MessagingException, IOException {
    if (levels == 0) {
      return;
    }
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart several) {
      for (int i = 0; i < several.getCount(); i++) {
        collect(several.getBodyPart(i), levels - 1);
      }
    } else if (part.isMimeType("text/plain") && text == null) {
      text = decoded(part);
    } else if (part.isMimeType("text/html") && html == null) {
      html = decoded(part);
    } else if (part.isMimeType("text/calendar") && calendar == null) {
      calendar = decoded(part);
    }
  }

  private static String decoded(Part part) throws MessagingException, IOException {
    try (InputStream content = part.getInputStream()) {
      return new String(content.readAllBytes(), charset(part));
    }
  }

  private static Charset charset(Part part) throws MessagingException {
    String name = new ContentType(part.getContentType()).getParameter("charset");
    try {
      return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return StandardCharsets.UTF_8;
    }
  }

  private static List<String> addresses(Address @Nullable [] addresses) {
    return addresses == null
        ? List.of()
        : Arrays.stream(addresses)
            .map(address ->
                address instanceof InternetAddress internet
                    ? String.valueOf(internet.getAddress())
                    : address.toString())
            .toList();
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }
}
