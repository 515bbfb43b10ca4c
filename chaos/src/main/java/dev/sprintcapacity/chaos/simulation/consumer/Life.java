package dev.sprintcapacity.chaos.simulation.consumer;

import dev.sprintcapacity.chaos.simulation.strand.Strand;
import dev.sprintcapacity.chaos.simulation.strand.StrandEndedError;
import dev.sprintcapacity.consumer.ManualConsumer;
import dev.sprintcapacity.consumer.ManualParts;
import dev.sprintcapacity.consumer.lag.ConsumerPhase;
import dev.sprintcapacity.consumer.lag.ConsumerSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A member's process, from its start to its end: the SDK's consumer on strands of its own. */
final class Life {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

  private final World world;
  private final String id;
  private final List<Strand> strands = new ArrayList<>();
  private final SimulatedClient client;
  private final DataSource database;
  private final ManualConsumer consumer;
  private boolean dead;
  private boolean closing;
  private long frozenUntil;

  Life(World world, String id) {
    this.world = world;
    this.id = id;
    this.client = new SimulatedClient(world, this);
    this.database = world.database.of(this);
    this.consumer =
        new ManualConsumer(
            world.plan.settings(),
            new ManualParts(
                () -> client,
                new LifeLog(world, this),
                world.clock,
                world::now,
                world.random::nextDouble,
                work -> spawn("worker", work),
                this::pause));
    new Handlers(world, this).registerWith(consumer.consumer());
  }

  String id() {
    return id;
  }

  DataSource database() {
    return database;
  }

  boolean isDead() {
    return dead;
  }

  /** Until when it stands still. */
  long frozenUntil() {
    return frozenUntil;
  }

  void start() {
    spawn("leader", this::lead);
  }

  private void spawn(String name, Runnable body) {
    if (!dead) {
      Strand[] made = new Strand[1];
      made[0] =
          world.strands.spawn(
              id + "-" + name,
              () -> {
                try {
                  body.run();
                } finally {
                  strands.remove(made[0]);
                }
              });
      strands.add(made[0]);
    }
  }

  private void lead() {
    try {
      consumer.consumer().start();
      boolean more = true;
      while (more && !closing) {
        more = consumer.turn();
      }
      if (more) {
        consumer.consumer().close(CLOSE_LIMIT);
      }
    } catch (StrandEndedError ended) {
      throw ended;
    } catch (Throwable broken) {
      world.judge.violation("the consumer of " + id + " threw " + broken);
    }
    ended(consumer.consumer().snapshot());
  }

  private void ended(ConsumerSnapshot end) {
    world.trace.add(id, "ended " + end.phase());
    if (end.phase() == ConsumerPhase.FAILED && !world.plan.stops()) {
      world.judge.violation("the consumer of " + id + " stopped: " + end.phaseReason());
    }
    dead = true;
    world.members.ended(this);
  }

  /** Has it leave the group in order, after its turn. */
  void close() {
    closing = true;
  }

  /** Ends it where it is. */
  void crash() {
    if (!dead) {
      dead = true;
      world.trace.add(id, "crashes");
      world.database.disconnected(this);
      List.copyOf(strands).forEach(world.strands::end);
      world.members.silent(this, client.membership(), Long.MAX_VALUE);
      world.members.ended(this);
    }
  }

  /** Has it stand still for a time. */
  void freeze(long nanos) {
    if (!dead) {
      frozenUntil = world.now() + nanos;
      world.trace.add(id, "freezes for " + nanos / 1_000_000 + " ms");
      world.members.silent(this, client.membership(), frozenUntil);
    }
  }

  /**
   * Does one step of the member, of which it has to wait for the end; it may never go on.
   *
   * @param what for the trace; null where it is of no interest
   * @param nanos how long it takes
   */
  void step(@Nullable String what, long nanos) {
    if (!dead) {
      if (what != null) {
        world.trace.add(id, what);
      }
      if (world.strikes(world.plan.troubles().crash())) {
        crash();
      } else if (world.strikes(world.plan.troubles().freeze())) {
        freeze(world.millis(100, 30_000));
      }
    }
    world.strands.sleepNanos(nanos);
    while (!dead && frozenUntil > world.now()) {
      world.strands.sleepNanos(frozenUntil - world.now());
    }
  }

  private void pause(Duration time) {
    step(null, time.toNanos() * (1 + world.random.nextInt(world.plan.stretch())));
  }
}
