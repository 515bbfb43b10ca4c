package dev.sprintcapacity.consumers.email.delivery;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * Sends mails to a server, over a connection that is kept from one mail to the next. Waits are
 * bounded; certificates and host names are checked.
 */
final class SmtpRoute implements MailRoute {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  /** Servers look for spam before they answer; RFC 5321 allows them minutes, which few need. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

  /**
   * Longer than servers mostly take for a whole dialog. Then the mail is in doubt, and later ones
   * of its recipient go on; a sender that is alive after all still notes how it ended.
   */
  private static final Duration CLAIM_TIME = Duration.ofMinutes(1);

  private static final int PERMANENT = 500;
  private static final int TEMPORARY = 400;
  private static final int BEYOND_PERMANENT = 600;

  private final SmtpSettings settings;
  private final Session session;
  private @Nullable SMTPTransport open;

  /**
   * Connects to nothing yet.
   *
   * @param sender address that servers send failures to
   * @param trust makes TLS sockets where the certificates of the JVM are not meant
   */
  SmtpRoute(SmtpSettings settings, String sender, Optional<SSLSocketFactory> trust) {
    this.settings = settings;
    this.session = Session.getInstance(properties(settings, sender, trust));
  }

  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  public Duration claimTime() {
    return CLAIM_TIME;
  }

  @Override
  public DeliveryOutcome deliver(ClaimedMail mail) {
    SMTPTransport transport;
    try {
      transport = connected();
    } catch (AuthenticationFailedException refused) {
      close();
      return new DeliveryOutcome.Unreachable(
          "the server refused the login: check SMTP_USER and SMTP_PASSWORD");
    } catch (MessagingException failure) {
      close();
      return new DeliveryOutcome.Unreachable(
          "no connection to %s (%s)".formatted(settings, rootOf(failure)));
    }
    return send(transport, mail);
  }

  private DeliveryOutcome send(SMTPTransport transport, ClaimedMail mail) {
    WatchedMessage message = null;
    try {
      message = new WatchedMessage(session, mail.content());
      transport.sendMessage(message, new InternetAddress[] {new InternetAddress(mail.address())});
      return new DeliveryOutcome.Accepted();
    } catch (AddressException unusable) {
      return new DeliveryOutcome.Refused(PERMANENT, "the address is none");
    } catch (MessagingException failure) {
      close();
      return outcome(failure, message != null && message.contentWasSent);
    }
  }

  /** A reply is the server's own word; without one the content tells how far it came. */
  private static DeliveryOutcome outcome(MessagingException failure, boolean contentWasSent) {
    Optional<Reply> reply = replyIn(failure);
    if (reply.isPresent()) {
      return reply.get().code() >= PERMANENT
          ? new DeliveryOutcome.Refused(reply.get().code(), reply.get().words())
          : new DeliveryOutcome.Deferred(reply.get().code(), reply.get().words());
    }
    return contentWasSent
        ? new DeliveryOutcome.Unknown("no answer to the content (%s)".formatted(rootOf(failure)))
        : new DeliveryOutcome.Unreachable("the connection broke (%s)".formatted(rootOf(failure)));
  }

  /** The innermost negative reply of a failure: that to the recipient, where there is one. */
  private static Optional<Reply> replyIn(MessagingException failure) {
    Optional<Reply> found = Optional.empty();
    Exception next = failure;
    while (next != null) {
      int code =
          switch (next) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSenderFailedException sender -> sender.getReturnCode();
            case SMTPSendFailedException send -> send.getReturnCode();
            default -> 0;
          };
      if (code >= TEMPORARY && code < BEYOND_PERMANENT) {
        found = Optional.of(new Reply(code, String.valueOf(next.getMessage())));
      }
      next = next instanceof MessagingException messaging ? messaging.getNextException() : null;
    }
    return found;
  }

  /** What a server said no with; its words may quote an address. */
  private record Reply(int code, String words) {}

  /** The type of the innermost exception: its text may quote what was sent. */
  private static String rootOf(MessagingException failure) {
    Exception root = failure;
    while (root instanceof MessagingException messaging && messaging.getNextException() != null) {
      root = messaging.getNextException();
    }
    return root.getClass().getSimpleName();
  }

  private SMTPTransport connected() throws MessagingException {
    SMTPTransport existing = open;
    if (existing != null && existing.isConnected()) {
      return existing;
    }
    close();
    SMTPTransport transport = (SMTPTransport) session.getTransport("smtp");
    open = transport;
    transport.connect(
        settings.host(),
        settings.port(),
        settings.login().map(SmtpSettings.Login::user).orElse(null),
        settings.login().map(SmtpSettings.Login::password).orElse(null));
    return transport;
  }

  @Override
  public void close() {
    SMTPTransport last = open;
    open = null;
    if (last != null) {
      try {
        last.close();
      } catch (MessagingException gone) {
        // what was accepted stays accepted; the connection is gone either way
      }
    }
  }

  @Override
  public String toString() {
    return "SMTP server " + settings;
  }

  private static Properties properties(
      SmtpSettings settings, String sender, Optional<SSLSocketFactory> trust) {
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.connectiontimeout", millis(CONNECT_LIMIT));
    properties.setProperty("mail.smtp.timeout", millis(ANSWER_LIMIT));
    properties.setProperty("mail.smtp.writetimeout", millis(ANSWER_LIMIT));
    properties.setProperty("mail.smtp.auth", Boolean.toString(settings.login().isPresent()));
    properties.setProperty("mail.smtp.from", sender);
    properties.setProperty("mail.smtp.quitwait", "false");
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    trust.ifPresent(factory -> {
      properties.put("mail.smtp.ssl.socketFactory", factory);
      properties.setProperty("mail.smtp.socketFactory.fallback", "false");
    });
    switch (settings.security()) {
      case STARTTLS -> {
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", "true");
      }
      case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
      case NONE -> properties.setProperty("mail.smtp.starttls.enable", "false");
    }
    return properties;
  }

  private static String millis(Duration limit) {
    return Long.toString(limit.toMillis());
  }

  /** Knows whether its content went out: before that a failure is certain, after it is not. */
  private static final class WatchedMessage extends MimeMessage {
    private volatile boolean contentWasSent;

    WatchedMessage(Session session, byte[] content) throws MessagingException {
      super(session, new ByteArrayInputStream(content));
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
      contentWasSent = true;
      super.writeTo(out, ignored);
    }
  }
}
