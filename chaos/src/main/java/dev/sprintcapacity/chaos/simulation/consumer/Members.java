package dev.sprintcapacity.chaos.simulation.consumer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts members, and starts them again when they ended, as an orchestrator does. */
final class Members {
  private final World world;
  private final List<Life> running = new ArrayList<>();
  private int started;

  Members(World world) {
    this.world = world;
  }

  void start() {
    Life life = new Life(world, "m" + ++started);
    world.trace.add(life.id(), "starts");
    running.add(life);
    life.start();
  }

  /** Those that run, frozen ones too. */
  List<Life> running() {
    return running;
  }

  /** A member has ended, whatever way: another one takes its place after a while. */
  void ended(Life life) {
    if (running.remove(life)) {
      world.strands.spawn(
          "orchestrator",
          () -> {
            world.strands.sleepNanos(world.millis(50, 10_000));
            start();
          });
    }
  }

  /** A member sends no heartbeats until a time: it is expelled where that is too long. */
  void silent(Life life, Group.@Nullable Membership member, long untilNanos) {
    world.strands.spawn(
        "session of " + life.id(),
        () -> {
          world.strands.sleepNanos(world.plan.session().toNanos());
          if (life.isDead() || (life.frozenUntil() >= untilNanos && untilNanos > world.now())) {
            world.group.remove(member, "is expelled");
          }
        });
  }
}
