package dev.sprintcapacity.consumers.email.delivery;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import javax.sql.DataSource;

/** Deliveries that tests of other packages crank by hand. */
public final class Crank {

  private final Delivery delivery;

  private Crank(Delivery delivery) {
    this.delivery = delivery;
  }

  public static Crank toFolder(DataSource dataSource, Path folder, Clock clock) {
    return new Crank(Delivery.toFolder(dataSource, folder, clock));
  }

  public static Crank toServer(DataSource dataSource, SmtpSettings settings, Clock clock) {
    return toServer(dataSource, settings, clock, Optional.empty());
  }

  public static Crank toServer(
      DataSource dataSource, SmtpSettings settings, Clock clock, Optional<SSLSocketFactory> trust) {
    return new Crank(
        new Delivery(
            dataSource,
            new MailStore(),
            new SmtpRoute(settings, "sprints@example.com", trust),
            clock,
            Backoff.DEFAULT));
  }

  /** One round; how many mails were tried. */
  public int turn() {
    try {
      return delivery.runOnce();
    } catch (SQLException failure) {
      throw new IllegalStateException("a round of the delivery failed", failure);
    }
  }
}
