package dev.sprintcapacity.chaos.consumer;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.consumer.checker.Disturbance;
import dev.sprintcapacity.chaos.process.JavaCommand;
import dev.sprintcapacity.chaos.stage.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A member of the group, whose process can be hit. For one thread. */
final class Member implements AutoCloseable {
  /** A close drains within 20 s, commits and leaves. */
  private static final Duration LEAVE_LIMIT = Duration.ofSeconds(60);

  private final MemberPlan plan;
  private final Child child;
  private final List<Disturbance> disturbances = new ArrayList<>();
  private boolean joined = true;
  private int unpeacefulEnds;

  Member(MemberPlan plan, Path folder) {
    this.plan = plan;
    List<String> options = new ArrayList<>(JavaCommand.SMALL_JVM);
    options.add("-Dlogback.configurationFile=chaos-member-logback.xml");
    this.child =
        new Child(
            new JavaCommand(
                plan.name(),
                MemberMain.class.getName(),
                options,
                plan.arguments(),
                Map.of(),
                folder));
  }

  Child child() {
    return child;
  }

  String name() {
    return plan.name();
  }

  /** Whether it should be part of the group. */
  boolean joined() {
    return joined;
  }

  /** Whether its process is there and runs. */
  boolean runs() {
    return child.runs();
  }

  /** Whether its process runs and has started its consumer. */
  boolean consumes() {
    return runs() && child.printed().contains(MemberMain.STARTED);
  }

  /** The name of its current process. */
  String process() {
    return plan.process(child.pid());
  }

  /** Starts a process, which joins the group. */
  void join() {
    joined = true;
    child.start();
  }

  /** Has the process close its consumer and end. */
  void leave() {
    joined = false;
    if (!child.stop(LEAVE_LIMIT) || !child.printed().contains(MemberMain.CLOSED)) {
      unpeacefulEnds++;
    }
  }

  /** Kills the process; another is started soon. */
  void kill() {
    String victim = process();
    child.kill();
    long gone = System.nanoTime();
    disturbances.add(new Disturbance(victim, Disturbance.Kind.KILLED, gone, gone));
  }

  /** Stops the process, has something done, and lets it go on. */
  void freezeDuring(Runnable meanwhile) {
    String zombie = process();
    long from = System.nanoTime();
    child.freeze();
    try {
      meanwhile.run();
    } finally {
      child.thaw();
      disturbances.add(new Disturbance(zombie, Disturbance.Kind.FROZEN, from, System.nanoTime()));
    }
  }

  /** What was done to its processes that excuses something. */
  List<Disturbance> disturbances() {
    return List.copyOf(disturbances);
  }

  /** How often it was asked to leave and did not do so in peace. */
  int unpeacefulEnds() {
    return unpeacefulEnds;
  }

  /** How many lines of all its processes contain the text. */
  long linesWith(String text) {
    long count = 0;
    for (Path output : child.outputs()) {
      try (Stream<String> lines = Files.lines(output)) {
        count += lines.filter(line -> line.contains(text)).count();
      } catch (IOException e) {
        throw new ChaosException("cannot read " + output, e);
      }
    }
    return count;
  }

  @Override
  public void close() {
    child.close();
  }
}
