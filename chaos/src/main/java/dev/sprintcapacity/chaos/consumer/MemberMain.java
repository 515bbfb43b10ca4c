package dev.sprintcapacity.chaos.consumer;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sprintcapacity.consumer.AfterLastAttempt;
import dev.sprintcapacity.consumer.ConsumerBuilder;
import dev.sprintcapacity.consumer.KafkaEventConsumer;
import dev.sprintcapacity.consumer.RetryPolicy;
import dev.sprintcapacity.events.EventType;
import dev.sprintcapacity.events.Topic;
import java.time.Duration;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** A member of the group, as a process; see {@link MemberPlan} for what it takes. */
public final class MemberMain {
  /** The group of all members. */
  static final String GROUP = "chaos";

  /** Handlers at once. */
  static final int MAX_CONCURRENCY = 32;

  /** What is printed when it has started to consume. */
  static final String STARTED = "consumes";

  /** What is printed when it has ended in peace. */
  static final String CLOSED = "closed in peace";

  /** Opened on demand, as sixteen members would fill the server. */
  private static final int POOL_SIZE = 16;

  /**
   * As the documents advise. A frozen member may hold the locks of as many keys as others have
   * connections, and these would all wait for it. Longer than most freezes last, so that most of
   * those members still try to commit when they thaw.
   */
  private static final String NO_LOCK_FOR_EVER =
      """
      set idle_in_transaction_session_timeout = '10s'
      """;

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);

  /** Attempts that fail by chance succeed some time; one that cannot must show. */
  private static final RetryPolicy RETRY =
      new RetryPolicy(
          100, Duration.ofMillis(20), 2, Duration.ofMillis(500), 0.2, AfterLastAttempt.STOP);

  private MemberMain() {}

  /** Consumes until it is asked to end, and then closes in peace. */
  public static void main(String[] arguments) {
    MemberPlan plan = MemberPlan.of(arguments);
    String process = plan.process(ProcessHandle.current().pid());
    HandlingLog log = new HandlingLog(plan.history(), process);
    new StallWatch(log, plan.session().dividedBy(3)).start();
    HikariDataSource pool = pool(plan.jdbcUrl());
    ConsumerBuilder builder =
        KafkaEventConsumer.builder()
            .topics(Arrays.stream(Topic.values()).map(Topic::topicName).toList())
            .groupId(GROUP)
            .bootstrapServers(plan.bootstrapServers())
            .autoOffsetReset("earliest")
            .retry(RETRY)
            .maxConcurrency(MAX_CONCURRENCY)
            .client(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, CommitWatch.class.getName())
            .client(CommitWatch.LOG, log);
    plan.mode().client(plan.name(), plan.session()).forEach(builder::client);
    KafkaEventConsumer consumer = builder.build();
    EffectHandler handler = new EffectHandler(log, process, pool);
    for (EventType type : EventType.values()) {
      consumer.registerHandler(type.wireName(), handler);
    }
    Thread closing =
        new Thread(
            () -> {
              consumer.close(CLOSE_LIMIT);
              pool.close();
              System.out.println(CLOSED + ": " + consumer.statistics());
            },
            "chaos-close");
    Runtime.getRuntime().addShutdownHook(closing);
    consumer.start();
    System.out.println(STARTED);
    consumer.consume();
  }

  private static HikariDataSource pool(String jdbcUrl) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(jdbcUrl);
    config.setMaximumPoolSize(POOL_SIZE);
    config.setMinimumIdle(0);
    config.setConnectionInitSql(NO_LOCK_FOR_EVER);
    return new HikariDataSource(config);
  }
}
