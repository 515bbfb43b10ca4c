package dev.sprintcapacity.chaos.simulation.relay;

import dev.sprintcapacity.chaos.simulation.SimulationReport;
import dev.sprintcapacity.chaos.simulation.Trace;
import dev.sprintcapacity.chaos.simulation.relay.time.Chance;
import dev.sprintcapacity.chaos.simulation.relay.time.Scheduler;
import dev.sprintcapacity.chaos.simulation.relay.time.Signal;
import dev.sprintcapacity.postgres.eventlog.ReadLimits;
import dev.sprintcapacity.service.relay.RelayLoop;
import dev.sprintcapacity.service.relay.RelayMetrics;
import dev.sprintcapacity.service.relay.RelayPace;
import dev.sprintcapacity.service.relay.ports.KafkaConnection;
import dev.sprintcapacity.service.relay.ports.RelayPorts;
import dev.sprintcapacity.service.relay.ports.RelayProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One world: what it is made of, how it begins, and how it ends. */
final class World {
  static final String RELAY = "simulated";

  private static final String TRANSACTIONS = "sprintcap-relay-";
  private static final long LOOK = Duration.ofMillis(250).toNanos();

  /**
   * In fair weather everything must be published by then. A transaction may stay open 12 s before
   * its writer ends it and as long may a late message be under way, which can fence the leader; a
   * Kafka transaction that nobody ends is ended after 10 s, and a read that waits for it fails
   * after 15 s at most.
   */
  private static final long QUIET_LIMIT = Duration.ofSeconds(60).toNanos();

  /** Settled in so many looks in a row: what is on its way may still do harm. */
  private static final int SETTLED_LOOKS = 5;

  private static final int RESTORE_ONE_IN = 6;

  private final long seed;
  private final RelayDesign design;
  private final Chance chance;
  private final Scheduler scheduler = new Scheduler();
  private final Trace trace = new Trace(scheduler::now);
  private final Judge judge = new Judge(scheduler, trace, TRANSACTIONS);
  private final Weather weather;
  private final Database database;
  private final Cluster cluster;
  private final Writers writers;
  private final OtherRelay otherRelay;
  private final Disturber disturber;
  private final RelayPace pace;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<Node, Signal> wakeUps = new LinkedHashMap<>();
  private long quietSince;
  private int settledLooks;

  World(long seed, RelayDesign design) {
    this.seed = seed;
    this.design = design;
    this.chance = new Chance(seed);
    this.weather = new Weather(chance, chance.oneIn(4) ? 0 : chance.between(15, 400));
    this.database = new Database(scheduler, chance);
    this.cluster =
        new Cluster(
            scheduler,
            chance,
            chance.between(1, 3),
            transaction -> judge.decided(transaction, databaseTable()));
    this.writers = new Writers(scheduler, chance, database, this::committed);
    this.otherRelay = new OtherRelay(scheduler, chance, cluster);
    this.pace =
        new RelayPace(
            Duration.ofMillis(chance.between(50, 500)),
            Duration.ofMillis(chance.between(250, 900)),
            RelayPace.DEFAULT.firstBackOff(),
            RelayPace.DEFAULT.lastBackOff(),
            RelayPace.DEFAULT.recheck(),
            new ReadLimits(chance.between(2, 25), 1_000_000));
    int count = chance.between(2, 4);
    for (int i = 1; i <= count; i++) {
      Node node = new Node("relay-" + i);
      nodes.add(node);
      wakeUps.put(node, new Signal(scheduler));
    }
    this.disturber =
        new Disturber(
            scheduler,
            chance,
            trace,
            new Disturber.Targets(nodes, database, cluster, this::startLife));
  }

  private EventTable databaseTable() {
    return database.table();
  }

  SimulationReport run() {
    try {
      cluster.watch();
      nodes.forEach(this::startLife);
      writers.start();
      if (chance.oneIn(3)) {
        otherRelay.start();
      }
      disturber.start();
      planRestore();
      scheduler.after(Duration.ofMillis(chance.between(5_000, 40_000)).toNanos(), this::quieten);
      scheduler.run(Duration.ofHours(1).toNanos());
      judge.conclude(database.table(), cluster);
    } finally {
      scheduler.close();
    }
    return new SimulationReport(
        seed,
        Duration.ofNanos(scheduler.now()),
        trace.lines(),
        disturber.strikes(),
        trace.digest(),
        judge.violations(),
        trace.last());
  }

  private void planRestore() {
    if (chance.oneIn(RESTORE_ONE_IN) && design.meetsRestores()) {
      long backup = Duration.ofMillis(chance.between(500, 20_000)).toNanos();
      scheduler.after(backup, database::saveBackup);
      scheduler.after(
          backup + Duration.ofMillis(chance.between(1, 15_000)).toNanos(), this::restore);
    }
  }

  private void restore() {
    if (quietSince == 0) {
      trace.add("fault", "the database is restored from a backup");
      judge.restored();
      database.restore();
      scheduler.after(Duration.ofMillis(chance.between(5, 3_000)).toNanos(), database::start);
    }
  }

  /** The faults end; what is written is to be published now. */
  private void quieten() {
    trace.add("world", "becomes quiet");
    quietSince = scheduler.now();
    weather.turnsFair();
    writers.stop();
    otherRelay.stop();
    disturber.stop();
    scheduler.after(LOOK, this::look);
  }

  private void look() {
    boolean late = scheduler.now() - quietSince > QUIET_LIMIT;
    boolean settled = writers.areIdle() && judge.isSettled(database.table(), cluster);
    settledLooks = settled ? settledLooks + 1 : 0;
    if (late || settledLooks == SETTLED_LOOKS) {
      scheduler.finish();
    } else {
      scheduler.after(LOOK, this::look);
    }
  }

  private void committed(List<EventTable.Row> rows) {
    judge.committed(rows);
    Signal wakeUp = wakeUps.get(chance.of(nodes));
    if (wakeUp != null) {
      wakeUp.give();
    }
  }

  private void startLife(Node node) {
    Life life = new Life(node, scheduler, trace);
    node.runs(life);
    SimulatedLane lane = new SimulatedLane(scheduler);
    RelayProbe probe = life::reaches;
    SimulatedKafka.Owner owner =
        new SimulatedKafka.Owner(RELAY, design.transactionalId(RELAY, life.name()), probe, design);
    RelayPorts ports =
        new RelayPorts(
            new SimulatedLog(life, scheduler, weather, database, design),
            () -> design.kafka(() -> connect(owner, life)),
            lane,
            scheduler::now);
    RelayLoop loop =
        new RelayLoop(
            RELAY,
            pace,
            ports,
            probe,
            new RelayMetrics(() -> Instant.ofEpochSecond(0, scheduler.now())),
            new TracedLines(life, judge),
            status -> judge.tells(node, status));
    life.start("loop", () -> run(loop, node));
    life.start("lane", lane::run);
  }

  private KafkaConnection connect(SimulatedKafka.Owner owner, Life life) {
    return new SimulatedKafka(owner, life, scheduler, weather, cluster);
  }

  private void run(RelayLoop loop, Node node) {
    Signal wakeUp = wakeUps.getOrDefault(node, new Signal(scheduler));
    while (true) {
      Duration pause = loop.runOnce();
      scheduler.await(wakeUp, pause.toNanos());
      wakeUp.takeBack();
    }
  }
}
