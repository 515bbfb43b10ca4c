package dev.sprintcapacity.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of a broker that is alone, or of one of a cluster: small, quick to start, reachable
 * from this machine only, with nothing given up of what it promises about records. The caller's own
 * settings win.
 */
final class KafkaSettings {
  private static final String LISTENER = "PLAINTEXT";
  private static final String SECOND_LISTENER = "PLAINTEXT6";

  /** Everything that does not depend on a folder, a port or the number of nodes. */
  private static final Map<String, String> FIXED =
      Map.ofEntries(
          Map.entry("process.roles", "broker,controller"),
          Map.entry("controller.listener.names", KafkaStorage.CONTROLLER_LISTENER),
          Map.entry("inter.broker.listener.name", LISTENER),
          // each partition costs two files and their mapped memory at every start
          Map.entry("offsets.topic.num.partitions", "4"),
          Map.entry("transaction.state.log.num.partitions", "4"),
          Map.entry("share.coordinator.state.topic.num.partitions", "1"),
          // topics are made on purpose, with a chosen number of partitions
          Map.entry("auto.create.topics.enable", "false"),
          // an event waits 20 ms with the default when transactions follow each other closely
          Map.entry("add.partitions.to.txn.retry.backoff.ms", "1"),
          // a hanging transaction hides later records from read_committed readers for so long
          Map.entry("transaction.max.timeout.ms", "60000"),
          Map.entry("group.initial.rebalance.delay.ms", "0"),
          // after a kill the controller waits for the session of the killed broker to end before
          // it accepts the new one: 9 s with the defaults
          Map.entry("broker.session.timeout.ms", "2000"),
          Map.entry("broker.heartbeat.interval.ms", "400"),
          // threads and memory of a try-out, not of a data centre
          Map.entry("num.network.threads", "2"),
          Map.entry("num.io.threads", "4"),
          Map.entry("background.threads", "2"),
          Map.entry("group.coordinator.threads", "1"),
          Map.entry("share.coordinator.threads", "1"),
          Map.entry("log.cleaner.dedupe.buffer.size", "16777216"),
          Map.entry("log.segment.bytes", "134217728"),
          Map.entry("log.index.size.max.bytes", "1048576"),
          Map.entry("metric.reporters", ""));

  private KafkaSettings() {}

  /**
   * The whole configuration.
   *
   * @param logFolder formatted folder
   * @param ports where to listen
   * @param node in a cluster, or null for a broker that is alone
   * @param overrides settings of the caller, which win over everything here
   */
  static Map<String, String> of(
      Path logFolder, KafkaPorts ports, @Nullable ClusterNode node, Map<String, String> overrides) {
    Map<String, String> settings = new HashMap<>(FIXED);
    String controller = "127.0.0.1:" + ports.controller();
    String clients = LISTENER + "://127.0.0.1:" + ports.clients();
    String advertised = clients;
    String protocols = KafkaStorage.CONTROLLER_LISTENER + ":PLAINTEXT," + LISTENER + ":PLAINTEXT";
    if (ports.ipv6()) {
      // one port on both loopback addresses, so that "localhost" works whichever it resolves to;
      // from then on every client uses the address that every machine has
      clients += "," + SECOND_LISTENER + "://[::1]:" + ports.clients();
      advertised += "," + SECOND_LISTENER + "://127.0.0.1:" + ports.clients();
      protocols += "," + SECOND_LISTENER + ":PLAINTEXT";
    }
    settings.put("log.dirs", logFolder.toString());
    settings.put(
        "listeners", clients + "," + KafkaStorage.CONTROLLER_LISTENER + "://" + controller);
    settings.put("advertised.listeners", advertised);
    settings.put("listener.security.protocol.map", protocols);
    String id = Integer.toString(KafkaStorage.nodeId(node));
    settings.put("node.id", id);
    settings.put("controller.quorum.voters", node == null ? id + "@" + controller : node.voters());
    // one node has nothing to replicate to
    settings.putAll(
        node == null ? replication(1, 1) : replication(node.replicas(), node.replicasInSync()));
    settings.putAll(overrides);
    return Map.copyOf(settings);
  }

  private static Map<String, String> replication(int replicas, int inSync) {
    String all = Integer.toString(replicas);
    String needed = Integer.toString(inSync);
    return Map.of(
        "default.replication.factor", all,
        "min.insync.replicas", needed,
        "offsets.topic.replication.factor", all,
        "transaction.state.log.replication.factor", all,
        "transaction.state.log.min.isr", needed,
        "share.coordinator.state.topic.replication.factor", all,
        "share.coordinator.state.topic.min.isr", needed);
  }
}
