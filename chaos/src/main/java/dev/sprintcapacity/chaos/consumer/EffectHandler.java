package dev.sprintcapacity.chaos.consumer;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.consumer.checker.Ending;
import dev.sprintcapacity.chaos.process.Await;
import dev.sprintcapacity.consumer.ConsumedEvent;
import dev.sprintcapacity.consumer.EventHandler;
import dev.sprintcapacity.consumer.HandlerContext;
import dev.sprintcapacity.consumer.HandlerResult;
import dev.sprintcapacity.consumer.inbox.TransactionalInbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/**
 * What a member does with an event: an effect in the transaction of the inbox, after a short time
 * of chance, long for a few sprints; some attempts fail, before the effect or after it.
 */
final class EffectHandler implements EventHandler {
  private static final int MOST_MILLIS = 20;
  private static final int SLOW_MILLIS = 150;
  private static final int FAILING_PERCENT = 4;

  private final HandlingLog log;
  private final String process;
  private final EventHandler inTransaction;

  EffectHandler(HandlingLog log, String process, DataSource dataSource) {
    this.log = log;
    this.process = process;
    this.inTransaction =
        new TransactionalInbox()
            .once(dataSource, (connection, event, context) -> apply(connection, context));
  }

  @Override
  public HandlerResult handle(ConsumedEvent event, HandlerContext context) throws Exception {
    long call = log.began(context);
    Ending ending = Ending.FAILED;
    try {
      HandlerResult result = inTransaction.handle(event, context);
      ending =
          switch (result) {
            case HandlerResult.Done done -> Ending.DONE;
            case HandlerResult.Skip skip -> Ending.SKIPPED;
            case HandlerResult.RetryLater later -> Ending.FAILED;
            case HandlerResult.DeadLetter never -> Ending.FAILED;
          };
      return result;
    } finally {
      log.ended(call, ending);
    }
  }

  private HandlerResult apply(Connection connection, HandlerContext context) throws SQLException {
    long started = System.nanoTime();
    ThreadLocalRandom random = ThreadLocalRandom.current();
    int millis = random.nextInt(MOST_MILLIS + 1);
    if (EventLoad.isSlow(String.valueOf(context.key()))) {
      millis += SLOW_MILLIS;
    }
    Await.pause(Duration.ofMillis(millis));
    boolean fails = random.nextInt(100) < FAILING_PERCENT;
    if (fails && random.nextBoolean()) {
      throw new ChaosException("fails before its effect, by chance");
    }
    EffectTable.add(connection, context, process, started);
    if (fails) {
      throw new ChaosException("fails after its effect, by chance");
    }
    return HandlerResult.done();
  }
}
