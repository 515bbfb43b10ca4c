package dev.sprintcapacity.consumers.email;

import dev.sprintcapacity.consumer.AfterLastAttempt;
import dev.sprintcapacity.consumer.ConsumerBuilder;
import dev.sprintcapacity.consumer.EventHandler;
import dev.sprintcapacity.consumer.HandlerResult;
import dev.sprintcapacity.consumer.KafkaEventConsumer;
import dev.sprintcapacity.consumer.RetryPolicy;
import dev.sprintcapacity.consumer.inbox.GapPolicy;
import dev.sprintcapacity.consumer.inbox.IdempotencySettings;
import dev.sprintcapacity.consumer.inbox.TransactionalInbox;
import dev.sprintcapacity.consumer.lag.ConsumerReport;
import dev.sprintcapacity.consumers.ConsumersException;
import dev.sprintcapacity.consumers.Lifecycle;
import dev.sprintcapacity.consumers.SprintConsumer;
import dev.sprintcapacity.consumers.database.ConsumerDatabase;
import dev.sprintcapacity.consumers.email.delivery.Delivery;
import dev.sprintcapacity.consumers.email.delivery.MailCounts;
import dev.sprintcapacity.consumers.email.delivery.MailStore;
import dev.sprintcapacity.consumers.email.team.SprintMails;
import dev.sprintcapacity.consumers.email.template.MailWriter;
import dev.sprintcapacity.events.EventType;
import dev.sprintcapacity.events.Topic;
import dev.sprintcapacity.settings.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Writes to teams and scrum masters: welcome, invitation, summary, each once for an event and a
 * person. Handlers put mails into a table within their inbox's transaction; a loop beside them
 * sends what is there. Instances share both kinds of work.
 */
public final class EmailConsumer implements SprintConsumer {

  /** The consumer group, fixed: another one would write to everybody again. */
  public static final String GROUP = "email-sender";

  private static final String NAME = "email";

  /** One connection is the delivery's, one that of whoever asks for counts. */
  private static final int HANDLERS_AT_ONCE = ConsumerDatabase.CONNECTIONS - 2;

  /** Both topics arrive within moments of each other; after that a mail goes out all the same. */
  private static final Duration GAP_PATIENCE = Duration.ofSeconds(5);

  /** Days of a database that is away, at 30 s an attempt: no mail is lost to an outage. */
  private static final RetryPolicy RETRY =
      new RetryPolicy(
          20_000,
          Duration.ofMillis(200),
          2,
          Duration.ofSeconds(30),
          0.2,
          AfterLastAttempt.DEAD_LETTER);

  private final EmailSettings settings;
  private final DatabaseAddress address;
  private final Map<String, String> environment;
  private final Clock clock;
  private final MailStore mails = new MailStore();
  private final Lifecycle<Parts> lifecycle = new Lifecycle<>("e-mail");

  /** What exists from start to close. */
  private record Parts(ConsumerDatabase database, Delivery delivery, KafkaEventConsumer consumer) {}

  /**
   * Only remembers; nothing happens before {@link #start()}.
   *
   * @param settings how mails get out
   * @param address of the database whose schema {@code email} it uses
   * @param environment with the {@code KAFKA_*} variables
   * @param clock gives mails their date
   */
  public EmailConsumer(
      EmailSettings settings,
      DatabaseAddress address,
      Map<String, String> environment,
      Clock clock) {
    this.settings = settings;
    this.address = address;
    this.environment = Map.copyOf(environment);
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String group() {
    return GROUP;
  }

  @Override
  public void start() {
    lifecycle.start(this::startedParts);
  }

  private Parts startedParts() {
    ConsumerDatabase database = ConsumerDatabase.open(address, NAME);
    Parts made = null;
    try {
      MailWriter writer = new MailWriter(settings.sender(), clock);
      writer.prepare();
      Delivery delivery = delivery(database.dataSource());
      made = new Parts(database, delivery, consumer(environment).build());
      register(
          made.consumer(),
          database.dataSource(),
          new SprintMails(mails, writer, clock),
          delivery::wake);
      delivery.start();
      made.consumer().start();
      return made;
    } catch (RuntimeException failure) {
      if (made == null) {
        database.close();
      } else {
        close(made, CLOSE_LIMIT);
      }
      throw failure;
    }
  }

  private Delivery delivery(DataSource dataSource) {
    return settings
        .server()
        .map(server -> Delivery.toServer(dataSource, server, settings.sender().text(), clock))
        .orElseGet(() -> Delivery.toFolder(dataSource, settings.folder(), clock));
  }

  /** The consumer's settings: those of the environment, and what is fixed on top. */
  static ConsumerBuilder consumer(Map<String, String> environment) {
    return KafkaEventConsumer.fromEnvironment(environment)
        .topics(Arrays.stream(Topic.values()).map(Topic::topicName).toList())
        .groupId(GROUP)
        .autoOffsetReset("earliest")
        .idempotency(IdempotencySettings.DEFAULT.withGap(GapPolicy.WAIT, GAP_PATIENCE))
        .maxConcurrency(HANDLERS_AT_ONCE)
        .failureClassifier(new EventFailures())
        .retry(RETRY);
  }

  /**
   * Has every type of event handled once.
   *
   * @param committed run after each event, when its mails can be seen by others
   */
  static void register(
      KafkaEventConsumer consumer, DataSource dataSource, SprintMails handler, Runnable committed) {
    EventHandler once = new TransactionalInbox().once(dataSource, handler);
    for (EventType type : EventType.values()) {
      consumer.registerHandler(
          type.wireName(),
          (event, context) -> {
            HandlerResult result = once.handle(event, context);
            committed.run();
            return result;
          });
    }
  }

  @Override
  public ConsumerReport report() {
    return lifecycle
        .running()
        .map(parts -> parts.consumer().report())
        .orElseGet(() -> Lifecycle.notRunning(GROUP, clock.instant()));
  }

  /**
   * How many mails there are in each state, over all instances since the beginning.
   *
   * @throws ConsumersException where it was not started, or its database does not answer
   */
  public MailCounts counts() {
    try (Connection connection = lifecycle.started().database().dataSource().getConnection()) {
      return mails.count(connection);
    } catch (SQLException failure) {
      throw new ConsumersException("Mails could not be counted: " + failure.getMessage(), failure);
    }
  }

  /**
   * Has a mail sent that is in doubt or has failed: for an operator who knows that it did not
   * arrive.
   *
   * @param mailId its number in table {@code email.mail}
   * @return false where there is no such mail, or it is in another state
   * @throws ConsumersException where it was not started, or its database does not answer
   */
  public boolean release(long mailId) {
    Parts running = lifecycle.started();
    try (Connection connection = running.database().dataSource().getConnection()) {
      boolean released = mails.release(connection, mailId, clock.instant());
      running.delivery().wake();
      return released;
    } catch (SQLException failure) {
      throw new ConsumersException(
          "Mail %d could not be released: %s".formatted(mailId, failure.getMessage()), failure);
    }
  }

  @Override
  public void close(Duration limit) {
    lifecycle.close(parts -> close(parts, limit));
  }

  /** Nothing new comes in, then what is being sent may end, then the database goes. */
  private static void close(Parts parts, Duration limit) {
    Duration half = limit.dividedBy(2);
    parts.consumer().close(half);
    parts.delivery().close(half);
    parts.database().close();
  }
}
