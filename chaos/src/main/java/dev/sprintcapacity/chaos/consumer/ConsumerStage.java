package dev.sprintcapacity.chaos.consumer;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.load.EventTopics;
import dev.sprintcapacity.chaos.process.Await;
import dev.sprintcapacity.chaos.process.Closing;
import dev.sprintcapacity.chaos.process.JavaCommand;
import dev.sprintcapacity.chaos.process.PostgresUntilExit;
import dev.sprintcapacity.chaos.stage.Broker;
import dev.sprintcapacity.chaos.stage.Supervisor;
import dev.sprintcapacity.embedded.EmbeddedPostgres;
import dev.sprintcapacity.events.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** PostgreSQL, a broker, members of a group, and events. Members that end are started again. */
final class ConsumerStage implements AutoCloseable {
  private static final int SPRINTS = 200;
  private static final int PARTITIONS = 6;

  /** A session has to end, a process to start, the group to settle; others want the machine too. */
  private static final Duration SETTLED_LIMIT = Duration.ofMinutes(3);

  private final ConsumerStagePlan plan;
  private final EmbeddedPostgres postgres;
  private final Broker broker;
  private final EffectTable effects;
  private final List<Member> members = new ArrayList<>();
  private final EventLoad load;
  private final Supervisor supervisor;
  private final long beginNanos = System.nanoTime();

  private ConsumerStage(ConsumerStagePlan plan, EmbeddedPostgres postgres) {
    this.plan = plan;
    this.postgres = postgres;
    this.effects = new EffectTable(postgres.jdbcUrl());
    this.broker =
        new Broker(plan.folder(), JavaCommand.SMALL_JVM, GroupMode.broker(plan.session()));
    for (int i = 1; i <= plan.members(); i++) {
      members.add(
          new Member(
              new MemberPlan(
                  "member-" + i,
                  plan.mode(),
                  plan.session(),
                  broker.bootstrapServers(),
                  postgres.jdbcUrl(),
                  history()),
              plan.folder()));
    }
    this.load =
        new EventLoad(
            broker.bootstrapServers(),
            SPRINTS,
            plan.eventsPerSecond(),
            plan.seed(),
            effects::count);
    this.supervisor = new Supervisor(members.stream().map(Member::child).toList());
  }

  /**
   * Starts everything, and returns when all members have effects.
   *
   * @throws ChaosException where something does not come up; nothing is left running then
   */
  static ConsumerStage start(ConsumerStagePlan plan) {
    Path folder = plan.folder();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ChaosException("cannot create " + folder, e);
    }
    EmbeddedPostgres postgres = PostgresUntilExit.start(folder.resolve("postgres"));
    ConsumerStage stage = new ConsumerStage(plan, postgres);
    try {
      stage.start();
      return stage;
    } catch (RuntimeException e) {
      stage.close();
      throw e;
    }
  }

  private void start() {
    say("seed %d, everything in %s".formatted(plan.seed(), plan.folder()));
    broker.start();
    broker.awaitReady();
    EventTopics.create(broker.bootstrapServers(), PARTITIONS);
    effects.create();
    supervisor.start();
    load.start();
    awaitSettled(0, "");
    say("all members have effects");
  }

  ConsumerStagePlan plan() {
    return plan;
  }

  List<Member> members() {
    return members;
  }

  EffectTable effects() {
    return effects;
  }

  EventLoad load() {
    return load;
  }

  /** Where members write down what they do. */
  Path history() {
    return plan.folder().resolve("history");
  }

  /** How often a process ended although nobody killed it or asked it to end. */
  int unaskedEnds() {
    return supervisor.unaskedEnds();
  }

  /**
   * Returns when every member that should be there has an effect behind a place, and every
   * partition has one by others than a process.
   */
  Duration awaitSettled(long place, String exceptProcess) {
    return Await.until(
        "the members have effects in all partitions behind place %d".formatted(place),
        SETTLED_LIMIT,
        () -> {
          Set<String> active = effects.membersSince(place);
          return members.stream()
                  .filter(Member::joined)
                  .allMatch(each -> each.runs() && active.contains(each.process()))
              && coversAll(place, exceptProcess);
        },
        () -> describe() + "; since then " + effects.membersSince(place));
  }

  /** Returns when others than a process have effects in all partitions behind a place. */
  void awaitCovered(long place, String exceptProcess) {
    Await.until(
        "others than %s have effects in all partitions".formatted(exceptProcess),
        SETTLED_LIMIT,
        () -> coversAll(place, exceptProcess),
        this::describe);
  }

  private boolean coversAll(long place, String exceptProcess) {
    return effects.partitionsSince(place, exceptProcess) == PARTITIONS * Topic.values().length;
  }

  /** Returns when there are so many more effects. */
  void awaitEffects(long before, long more) {
    Await.until(
        "%d more effects".formatted(more),
        SETTLED_LIMIT,
        () -> effects.count() >= before + more,
        this::describe);
  }

  /** How everything stands, for people. */
  String describe() {
    return "%s; %d produced, %d effects"
        .formatted(
            members.stream()
                .map(each -> each.name() + (each.runs() ? " runs" : " does not run"))
                .collect(Collectors.joining(", ")),
            load.count(),
            effects.count());
  }

  /** Tells people. */
  void say(String line) {
    double seconds = (System.nanoTime() - beginNanos) / 1e9;
    plan.progress().accept("chaos %s %6.1f s: %s".formatted(plan.mode().word(), seconds, line));
  }

  @Override
  public void close() {
    List<AutoCloseable> parts = new ArrayList<>(List.of(supervisor, load));
    parts.addAll(members);
    parts.add(broker);
    parts.add(postgres);
    Closing.all(parts);
  }
}
