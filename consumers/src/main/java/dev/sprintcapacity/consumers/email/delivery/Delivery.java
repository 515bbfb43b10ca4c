package dev.sprintcapacity.consumers.email.delivery;

import dev.sprintcapacity.consumers.email.delivery.DeliveryOutcome.Accepted;
import dev.sprintcapacity.consumers.email.delivery.DeliveryOutcome.Deferred;
import dev.sprintcapacity.consumers.email.delivery.DeliveryOutcome.Refused;
import dev.sprintcapacity.consumers.email.delivery.DeliveryOutcome.Unknown;
import dev.sprintcapacity.consumers.email.delivery.DeliveryOutcome.Unreachable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties the table of mails, one mail after the other. That a mail is being sent is committed
 * before anything is said to a server, so a mail whose sender ended in the middle is known: it is
 * repeated where that is harmless, and in doubt elsewhere. Several instances share the work. Safe
 * for use by several threads.
 */
public final class Delivery {

  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  /** Mails of other instances, of retries and of operators are found by looking. */
  private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

  /** A server that takes a mail for so long neither takes nor refuses it has given it up. */
  private static final Duration LONGEST_TRY = Duration.ofDays(3);

  /** A server that is back is found within this time. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** Between two looks for abandoned mails and for the wish to end. */
  private static final int MAILS_PER_ROUND = 100;

  private final DataSource dataSource;
  private final MailStore mails;
  private final MailRoute route;
  private final Clock clock;
  private final Backoff backoff;
  private final Semaphore wakeUps = new Semaphore(0);
  private volatile boolean closing;
  private volatile @Nullable Thread thread;
  private @Nullable String standing;
  private boolean failing;
  private @Nullable Attempt unnoted;
  private int failedConnections;
  private Instant pausedUntil = Instant.MIN;

  /** What became of a mail, until it is noted in the table. */
  private record Attempt(ClaimedMail mail, DeliveryOutcome outcome) {}

  Delivery(DataSource dataSource, MailStore mails, MailRoute route, Clock clock, Backoff backoff) {
    this.dataSource = dataSource;
    this.mails = mails;
    this.route = route;
    this.clock = clock;
    this.backoff = backoff;
  }

  /** Stores mails in a folder. */
  public static Delivery toFolder(DataSource dataSource, Path folder, Clock clock) {
    return new Delivery(
        dataSource, new MailStore(), new FolderRoute(folder), clock, Backoff.DEFAULT);
  }

  /**
   * Sends mails to a server.
   *
   * @param sender address that the server sends failures to
   */
  public static Delivery toServer(
      DataSource dataSource, SmtpSettings settings, String sender, Clock clock) {
    return new Delivery(
        dataSource,
        new MailStore(),
        new SmtpRoute(settings, sender, Optional.empty()),
        clock,
        Backoff.DEFAULT);
  }

  /** Begins, on a thread of its own, which does not keep the JVM alive. */
  public void start() {
    LOG.info("Mails go to {}", route);
    thread = Thread.ofPlatform().daemon().name("email-delivery").start(this::loop);
  }

  /** Says that there may be mails. */
  public void wake() {
    if (wakeUps.availablePermits() == 0) {
      wakeUps.release();
    }
  }

  /** Lets the mail that is being sent end, within the limit. */
  public void close(Duration limit) {
    closing = true;
    wake();
    Thread running = thread;
    if (running != null) {
      try {
        if (!running.join(limit)) {
          LOG.warn("A mail was still being sent after {}: it is left in state sending", limit);
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void loop() {
    try {
      while (!closing) {
        round();
        if (wakeUps.tryAcquire(LOOK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
          wakeUps.drainPermits();
        }
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    } finally {
      route.close();
    }
  }

  /** One round whose failure is logged once, however many follow it. */
  private void round() {
    try {
      runOnce();
      if (failing) {
        LOG.info("The database answers again: mails are delivered");
        failing = false;
      }
    } catch (SQLException | RuntimeException failure) {
      if (!failing) {
        LOG.error("Mails cannot be delivered, and are when this is over: {}", failure.toString());
        failing = true;
      }
    }
  }

  /**
   * One round: looks for abandoned mails, then delivers until none is due, the server is away, or
   * it is time to look again.
   *
   * @return mails tried
   */
  int runOnce() throws SQLException {
    noteLast();
    lookForAbandoned();
    int tried = 0;
    while (!closing && tried < MAILS_PER_ROUND && !clock.instant().isBefore(pausedUntil)) {
      Optional<ClaimedMail> claimed = claim();
      if (claimed.isEmpty()) {
        break;
      }
      tried++;
      unnoted = new Attempt(claimed.get(), route.deliver(claimed.get()));
      noteLast();
    }
    if (tried == MAILS_PER_ROUND) {
      wake();
    }
    return tried;
  }

  private void lookForAbandoned() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      if (route.isRepeatable()) {
        List<Long> repeated = mails.repeatAbandoned(connection, clock.instant());
        if (!repeated.isEmpty()) {
          LOG.debug("Mails {} are repeated", repeated);
        }
      } else {
        List<Long> doubted = mails.doubtAbandoned(connection, clock.instant());
        if (!doubted.isEmpty()) {
          LOG.warn(
              "Mails {} are in doubt: their sender ended in the middle. None is sent again by itself",
              doubted);
        }
      }
    }
  }

  /** Committed before it returns: after a crash the mail is known to have been on its way. */
  private Optional<ClaimedMail> claim() throws SQLException {
    Instant now = clock.instant();
    try (Connection connection = dataSource.getConnection()) {
      return mails.claim(connection, now, now.plus(route.claimTime()));
    }
  }

  /** Where the database is away at that moment, what is known is noted when it is back. */
  private void noteLast() throws SQLException {
    Attempt attempt = unnoted;
    if (attempt != null) {
      note(attempt.mail(), attempt.outcome());
      unnoted = null;
    }
  }

  private void note(ClaimedMail mail, DeliveryOutcome outcome) throws SQLException {
    Instant now = clock.instant();
    try (Connection connection = dataSource.getConnection()) {
      boolean noted =
          switch (outcome) {
            case Accepted accepted -> {
              reachable();
              LOG.debug("Sent {}", mail);
              yield mails.sent(connection, mail, now);
            }
            case Deferred deferred -> {
              reachable();
              yield defer(connection, mail, deferred, now);
            }
            case Unreachable unreachable -> {
              failedConnections++;
              pausedUntil = now.plus(pause());
              stand(unreachable.reason());
              yield mails.putBack(connection, mail, unreachable.reason(), now);
            }
            case Refused refused -> {
              reachable();
              LOG.warn("The server refused {} with {}: it is not sent", mail, refused.code());
              yield mails.failed(connection, mail, refused.reason(), now);
            }
            case Unknown unknown -> {
              LOG.warn("In doubt is {}: {}", mail, unknown.reason());
              yield mails.doubted(connection, mail, unknown.reason(), now);
            }
          };
      if (!noted) {
        LOG.warn("Somebody else decided about {} before it ended here", mail);
      }
    }
  }

  private boolean defer(Connection connection, ClaimedMail mail, Deferred deferred, Instant now)
      throws SQLException {
    if (mail.queuedAt().plus(LONGEST_TRY).isBefore(now)) {
      LOG.warn("Given up is {}: the server answered {} for {}", mail, deferred.code(), LONGEST_TRY);
      return mails.failed(connection, mail, "given up: " + deferred.reason(), now);
    }
    LOG.debug("The server deferred {} with {}", mail, deferred.code());
    return mails.putBack(
        connection, mail, deferred.reason(), now.plus(backoff.after(mail.attempts())));
  }

  private Duration pause() {
    Duration pause = backoff.after(failedConnections);
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private void stand(String why) {
    if (!why.equals(standing)) {
      LOG.error("Mails wait: {}", why);
      standing = why;
    }
  }

  private void reachable() {
    failedConnections = 0;
    if (standing != null) {
      LOG.info("Mails are delivered again");
      standing = null;
    }
  }
}
