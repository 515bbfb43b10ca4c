package dev.sprintcapacity.consumer.inbox;

import static dev.sprintcapacity.consumer.inbox.Deliveries.EVENT;
import static dev.sprintcapacity.consumer.inbox.Deliveries.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.consumer.EventHandler;
import dev.sprintcapacity.consumer.HandlerContext;
import dev.sprintcapacity.consumer.HandlerResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InboxRaceTest {
  private static final int MEMBERS = 8;
  private static final long LIMIT_SECONDS = 120;

  @RegisterExtension static final InboxDatabase DATABASE = new InboxDatabase();

  private final TransactionalInbox inbox = new TransactionalInbox();

  @Test
  void of_many_copies_at_once_one_has_an_effect()
      throws ExecutionException, InterruptedException, SQLException {
    EventHandler handler =
        inbox.once(
            DATABASE.dataSource(),
            (connection, event, context) -> Deliveries.apply(connection, context));
    for (int round = 1; round <= 50; round++) {
      HandlerContext context = aDelivery("key-" + round % 5, round);
      CyclicBarrier together = new CyclicBarrier(MEMBERS);

      List<HandlerResult> results =
          allOf(() -> {
            together.await(LIMIT_SECONDS, TimeUnit.SECONDS);
            return handler.handle(EVENT, context);
          });

      assertThat(results).hasSize(MEMBERS).containsOnlyOnce(HandlerResult.done());
    }
    assertThat(DATABASE.number("select count(*) from effect")).isEqualTo(50);
  }

  @Test
  void a_second_copy_waits_for_the_first_and_follows_what_became_of_it()
      throws ExecutionException, InterruptedException, SQLException, TimeoutException {
    assertThat(verdictBehind(true)).isEqualTo(InboxVerdict.DUPLICATE);
    assertThat(verdictBehind(false)).isEqualTo(InboxVerdict.FIRST);
  }

  private InboxVerdict verdictBehind(boolean commit)
      throws ExecutionException, InterruptedException, SQLException, TimeoutException {
    HandlerContext context = aDelivery(commit ? "committed" : "rolled-back", 1);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        Connection first = DATABASE.dataSource().getConnection();
        Connection second = DATABASE.dataSource().getConnection()) {
      first.setAutoCommit(false);
      second.setAutoCommit(false);
      assertThat(inbox.claim(first, context)).isEqualTo(InboxVerdict.FIRST);
      Future<InboxVerdict> waiting = executor.submit(() -> inbox.claim(second, context));
      Awaitility.await("the second copy waits for a lock")
          .atMost(Duration.ofSeconds(20))
          .until(() ->
              DATABASE.number(
                      """
                      select count(*) from pg_stat_activity
                      where wait_event_type = 'Lock' and query like '%sprintcap_inbox%'
                      """)
                  == 1);
      assertThat(waiting.isDone()).isFalse();
      if (commit) {
        first.commit();
      } else {
        first.rollback();
      }
      InboxVerdict verdict = waiting.get(LIMIT_SECONDS, TimeUnit.SECONDS);
      second.commit();
      return verdict;
    }
  }

  /**
   * Every event goes to two members at once, in the order of its key, with failures after the
   * effect and with redeliveries: as if each had been told to take the other's partitions.
   */
  @Test
  void ten_thousand_events_have_one_effect_each_and_in_order()
      throws ExecutionException, InterruptedException, SQLException {
    int keys = 100;
    int eventsPerKey = 100;
    EventHandler handler =
        inbox.once(
            DATABASE.dataSource(),
            (connection, event, context) -> {
              InboxDatabase.execute(connection, "set local synchronous_commit = off");
              Deliveries.apply(connection, context);
              if (ThreadLocalRandom.current().nextInt(20) == 0) {
                throw new IllegalStateException("after the effect");
              }
              return HandlerResult.done();
            });
    List<Callable<Integer>> members = new ArrayList<>();
    for (int member = 0; member < MEMBERS; member++) {
      int number = member;
      members.add(() -> {
        Random random = new Random(number);
        int failures = 0;
        for (int key = number / 2; key < keys; key += MEMBERS / 2) {
          failures += consume(handler, "key-" + key, eventsPerKey, random);
        }
        return failures;
      });
    }

    int failures = 0;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> member : executor.invokeAll(members, LIMIT_SECONDS, TimeUnit.SECONDS)) {
        failures += member.get();
      }
    }

    assertThat(failures).as("failures after an effect").isGreaterThan(100);
    assertThat(DATABASE.number("select count(*) from effect")).isEqualTo(10_000);
    assertThat(DATABASE.number("select count(distinct event_id) from effect")).isEqualTo(10_000);
    assertThat(
            DATABASE.number(
                """
                select count(*) from (
                  select sequence <= lag(sequence) over (partition by lane order by place) as late
                  from effect
                ) as ordered
                where late
                """))
        .as("effects out of order")
        .isZero();
  }

  private static int consume(EventHandler handler, String key, int events, Random random)
      throws Exception {
    int failures = 0;
    int next = 1;
    while (next <= events) {
      try {
        handler.handle(EVENT, aDelivery(key, next));
        next = random.nextInt(10) == 0 ? Math.max(1, next - random.nextInt(6)) : next + 1;
      } catch (IllegalStateException expected) {
        failures++;
      }
    }
    return failures;
  }

  private static <T> List<T> allOf(Callable<T> task)
      throws ExecutionException, InterruptedException {
    List<T> results = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(MEMBERS)) {
      List<Callable<T>> copies = new ArrayList<>();
      for (int i = 0; i < MEMBERS; i++) {
        copies.add(task);
      }
      for (Future<T> result : executor.invokeAll(copies, LIMIT_SECONDS, TimeUnit.SECONDS)) {
        results.add(result.get());
      }
    }
    return results;
  }
}
