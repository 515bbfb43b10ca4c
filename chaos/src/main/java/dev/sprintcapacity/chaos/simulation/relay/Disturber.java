package dev.sprintcapacity.chaos.simulation.relay;

import dev.sprintcapacity.chaos.simulation.Trace;
import dev.sprintcapacity.chaos.simulation.relay.time.Chance;
import dev.sprintcapacity.chaos.simulation.relay.time.Scheduler;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lets faults strike, one after the other and often several at once, until it is stopped. */
final class Disturber {
  /** Calls of one life until an armed fault strikes: a take-over has some thirty. */
  private static final int MOST_CALLS = 60;

  /** The same for steps: most of them are those of a publication. */
  private static final int MOST_STEPS = 20;

  /** A kind of fault. Closed: each has its way to strike. */
  private enum Kind {
    KILL,
    KILL_AT_A_CALL,
    FREEZE,
    FREEZE_AT_A_CALL,
    CUT_FROM_DATABASE,
    CUT_FROM_KAFKA,
    END_SESSIONS,
    CRASH_DATABASE,
    STOP_KAFKA
  }

  /**
   * What it can disturb.
   *
   * @param nodes where relays run
   * @param database where they read
   * @param cluster where they publish
   * @param restart starts a relay on a node
   */
  record Targets(List<Node> nodes, Database database, Cluster cluster, Consumer<Node> restart) {}

  private final Scheduler scheduler;
  private final Chance chance;
  private final Trace trace;
  private final Targets targets;
  private final long meanPauseMillis;
  private final List<Kind> kinds;
  private boolean stopped;
  private long strikes;

  Disturber(Scheduler scheduler, Chance chance, Trace trace, Targets targets) {
    this.scheduler = scheduler;
    this.chance = chance;
    this.trace = trace;
    this.targets = targets;
    this.meanPauseMillis = chance.between(300, 5_000);
    // not every world knows every fault: some interleavings need a long time without the others
    List<Kind> drawn = List.of(Kind.values()).stream().filter(_ -> !chance.oneIn(3)).toList();
    this.kinds = drawn.isEmpty() ? List.of(Kind.values()) : drawn;
  }

  long strikes() {
    return strikes;
  }

  void start() {
    scheduler.after(millis(1, 2 * meanPauseMillis), this::strike);
  }

  /** Ends it, and mends what it broke. */
  void stop() {
    stopped = true;
    targets.database().start();
    targets.cluster().start();
    for (Node node : targets.nodes()) {
      node.cutFromDatabase(false);
      node.cutFromKafka(false);
      Life life = node.running();
      if (life == null) {
        targets.restart().accept(node);
      } else {
        life.disarm();
        life.thawNow();
      }
    }
  }

  private long millis(long least, long most) {
    return TimeUnit.MILLISECONDS.toNanos(chance.between(least, most));
  }

  private void strike() {
    if (stopped) {
      return;
    }
    Node node = chance.of(targets.nodes());
    Kind kind = chance.of(kinds);
    if (strikes(kind, node)) {
      strikes++;
      trace.add("fault", kind + " " + node);
    }
    start();
  }

  /** Whether there was something to strike. */
  private boolean strikes(Kind kind, Node node) {
    return switch (kind) {
      case KILL, KILL_AT_A_CALL, FREEZE, FREEZE_AT_A_CALL -> strikes(kind, node.running(), node);
      case CUT_FROM_DATABASE -> {
        node.cutFromDatabase(true);
        scheduler.after(millis(10, 8_000), () -> node.cutFromDatabase(false));
        yield true;
      }
      case CUT_FROM_KAFKA -> {
        node.cutFromKafka(true);
        scheduler.after(millis(10, 14_000), () -> node.cutFromKafka(false));
        yield true;
      }
      case END_SESSIONS -> {
        targets.database().endSessions();
        yield true;
      }
      case CRASH_DATABASE -> crashDatabase();
      case STOP_KAFKA -> stopKafka();
    };
  }

  private boolean strikes(Kind kind, @Nullable Life life, Node node) {
    if (life == null) {
      return false;
    }
    boolean stepsOnly = chance.oneIn(2);
    int calls = chance.between(1, stepsOnly ? MOST_STEPS : MOST_CALLS);
    switch (kind) {
      case KILL -> kill(life, node);
      case KILL_AT_A_CALL -> life.arm(calls, stepsOnly, () -> kill(life, node));
      case FREEZE -> life.freeze(millis(10, 12_000));
      default -> life.arm(calls, stepsOnly, () -> life.freeze(millis(10, 12_000)));
    }
    return true;
  }

  private void kill(Life life, Node node) {
    trace.add(life.name(), "is killed");
    life.kill(!chance.oneIn(3));
    node.runs(null);
    scheduler.after(millis(1, 4_000), () -> restart(node));
  }

  private void restart(Node node) {
    if (node.running() == null) {
      targets.restart().accept(node);
    }
  }

  private boolean crashDatabase() {
    if (!targets.database().isUp()) {
      return false;
    }
    targets.database().crash();
    scheduler.after(millis(5, 3_000), targets.database()::start);
    return true;
  }

  private boolean stopKafka() {
    if (!targets.cluster().isUp()) {
      return false;
    }
    targets.cluster().stop();
    scheduler.after(millis(10, 13_000), targets.cluster()::start);
    return true;
  }
}
