package dev.sprintcapacity.service.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.service.relay.ports.RelayProbe;
import dev.sprintcapacity.service.relay.ports.RelayStep;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Between any two effects, a failure or a take-over neither loses nor repeats an event. */
class RelayStepsTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @RegisterExtension final RelayServers servers = new RelayServers();

  @ParameterizedTest
  @EnumSource(RelayStep.class)
  void a_failure_at_any_step_loses_and_repeats_nothing(RelayStep step) throws SQLException {
    EventWriter writer = servers.writer();
    write(writer, 50);
    FailAt probe = new FailAt(step, 3);
    servers.relay(servers.settings(), probe).start();
    TopicReader reader = servers.reader();
    reader.await(50);
    write(writer, 50);

    reader.awaitExactly(100);
    reader.assertOnceAndInOrder();
    assertThat(probe.failures).hasPositiveValue();
  }

  @ParameterizedTest
  @EnumSource(RelayStep.class)
  void a_relay_frozen_at_any_step_is_replaced_and_does_no_harm_when_it_thaws(RelayStep step)
      throws SQLException {
    EventWriter writer = servers.writer();
    write(writer, 50);
    FreezeAt freeze = new FreezeAt(step);
    Relay frozen = servers.relay(servers.settings(), freeze);
    frozen.start();
    freeze.awaitFrozen();
    Relay successor = servers.relay();
    // what the database does to a session that is silent for 3 s
    servers.endRelaySessions();
    successor.start();
    TopicReader reader = servers.reader();
    write(writer, 25);

    reader.await(75);
    freeze.thaw();
    write(writer, 25);

    reader.awaitExactly(100);
    await().atMost(LIMIT).until(() -> settled(frozen) && settled(successor));
    reader.awaitExactly(100);
    reader.assertOnceAndInOrder();
  }

  private static boolean settled(Relay relay) {
    return relay.status() instanceof RelayStatus.Active
        || relay.status() instanceof RelayStatus.StandBy;
  }

  private static void write(EventWriter writer, int events) throws SQLException {
    for (int i = 0; i < events; i++) {
      writer.append("s" + i % 3).commit();
    }
  }

  /** Breaks the step every few times, until it did so often enough. */
  private static final class FailAt implements RelayProbe {
    private static final int ENOUGH = 3;
    private final RelayStep step;
    private final int every;
    private final AtomicInteger passes = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();

    FailAt(RelayStep step, int every) {
      this.step = step;
      this.every = every;
    }

    @Override
    public void reached(RelayStep now) {
      // the first pass fails too: connecting is passed once only where nothing else fails
      if (now == step && passes.getAndIncrement() % every == 0 && failures.get() < ENOUGH) {
        failures.incrementAndGet();
        throw new IllegalStateException("planted at " + now);
      }
    }
  }

  /** Stops the thread at the step, once. */
  private static final class FreezeAt implements RelayProbe {
    private final RelayStep step;
    private final CountDownLatch frozen = new CountDownLatch(1);
    private final CountDownLatch thawed = new CountDownLatch(1);

    FreezeAt(RelayStep step) {
      this.step = step;
    }

    @Override
    public void reached(RelayStep now) {
      if (now != step || frozen.getCount() == 0) {
        return;
      }
      frozen.countDown();
      while (thawed.getCount() > 0) {
        try {
          assertThat(thawed.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException _) {
          // a frozen process hears nothing either
        }
      }
    }

    void awaitFrozen() {
      await().atMost(LIMIT).until(() -> frozen.getCount() == 0);
    }

    void thaw() {
      thawed.countDown();
    }
  }
}
