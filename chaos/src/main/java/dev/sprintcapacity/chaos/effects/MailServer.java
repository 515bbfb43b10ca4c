package dev.sprintcapacity.chaos.effects;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.sprintcapacity.chaos.ChaosException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;

/** An SMTP server that takes every mail and keeps it. Thread-safe. */
final class MailServer implements AutoCloseable {
  private static final long START_MILLIS = 20_000;

  private final GreenMail server;

  private MailServer(GreenMail server) {
    this.server = server;
  }

  /** Listens on a free port. */
  static MailServer start() {
    ServerSetup setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    setup.setServerStartupTimeout(START_MILLIS);
    GreenMail server = new GreenMail(setup);
    server.start();
    return new MailServer(server);
  }

  /** Where it listens. */
  int port() {
    return server.getSmtp().getPort();
  }

  /** The message ids of everything it has taken, as often as it has. */
  List<String> messageIds() {
    List<String> ids = new ArrayList<>();
    try {
      for (MimeMessage message : server.getReceivedMessages()) {
        ids.add(String.valueOf(message.getMessageID()));
      }
    } catch (MessagingException e) {
      throw new ChaosException("a mail cannot be read", e);
    }
    return ids;
  }

  @Override
  public void close() {
    server.stop();
  }
}
