package dev.sprintcapacity.chaos.stage;

import dev.sprintcapacity.chaos.network.TcpProxy;
import dev.sprintcapacity.chaos.process.Closing;
import dev.sprintcapacity.chaos.process.FreePort;
import dev.sprintcapacity.embedded.ClusterNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The Kafka of a stage: a broker that is alone, or a cluster of several. Thread-safe. */
public final class Brokers implements AutoCloseable {
  /** The most replicas that a topic gets here. */
  private static final int MOST_REPLICAS = 3;

  private final List<Broker> all;
  private final Partitions partitions;

  private Brokers(List<Broker> all) {
    this.all = List.copyOf(all);
    this.partitions = new Partitions(bootstrapServers());
  }

  /**
   * Brokers that are not started.
   *
   * @param folder of their data and outputs
   * @param entrances ports of the loopback interface through which all clients, and the brokers
   *     among themselves, come; one for each broker, or none where they come straight
   */
  static Brokers of(int count, Path folder, List<Integer> entrances) {
    List<Broker> brokers = new ArrayList<>();
    if (count == 1) {
      brokers.add(Broker.alone(folder, entrances));
    } else {
      List<Integer> controllers =
          IntStream.range(0, count).mapToObj(each -> FreePort.any()).toList();
      ClusterNode.newCluster(controllers)
          .forEach(node -> brokers.add(Broker.of(node, folder, entrances)));
    }
    return new Brokers(brokers);
  }

  /** Opens the ways that lead from these ports to the brokers. */
  List<TcpProxy> behind(List<Integer> entrances) {
    return IntStream.range(0, all.size())
        .mapToObj(i -> TcpProxy.between(entrances.get(i), all.get(i).port()))
        .toList();
  }

  /** Every one. */
  public List<Broker> all() {
    return all;
  }

  /** Any of them. */
  public Broker any(RandomGenerator random) {
    return all.get(random.nextInt(all.size()));
  }

  /** Whether one of them can be away and events flow all the same. */
  public boolean canSpareOne() {
    return all.size() > 1;
  }

  /** Replicas of a topic. */
  int replicas() {
    return Math.min(MOST_REPLICAS, all.size());
  }

  /** Who leads and who follows in the partitions. */
  public Partitions partitions() {
    return partitions;
  }

  /** Where clients connect, now and after every restart. */
  public String bootstrapServers() {
    return all.stream().map(Broker::bootstrapServers).collect(Collectors.joining(","));
  }

  /** Whether all run and serve clients. */
  public boolean areReady() {
    return all.stream().allMatch(Broker::isReady);
  }

  /** Whether all are ready, and every replica of a cluster has what its leader has. */
  public boolean areWhole() {
    return areReady() && (!canSpareOne() || partitions.areInSync());
  }

  /** Returns when all serve clients. */
  public void awaitReady() {
    all.forEach(Broker::awaitReady);
  }

  /** Starts all, and returns when they serve clients. */
  void start() {
    all.forEach(Broker::start);
    awaitReady();
  }

  Stream<Child> children() {
    return all.stream().map(Broker::child);
  }

  /** How they stand, for people. */
  public String describe() {
    return all.stream()
        .map(each -> each.name() + (each.isReady() ? " ready" : " away"))
        .collect(Collectors.joining(", "));
  }

  @Override
  public void close() {
    partitions.close();
    Closing.all(all);
  }
}
