package dev.sprintcapacity.embedded;

import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;

/**
 * The place of one broker in a cluster on this machine, every node of which is broker and
 * controller in one.
 *
 * @param clusterId the same at every node, in Kafka's own form
 * @param id of this node, from 1 to the number of nodes
 * @param controllerPorts of all nodes, in the order of their ids; the same at every start
 */
public record ClusterNode(String clusterId, int id, List<Integer> controllerPorts) {

  /** The replicas of a record where there are enough nodes: as in production. */
  private static final int MOST_REPLICAS = 3;

  private static final int MOST_NODES = 9;

  private static final Pattern FORM =
      Pattern.compile("([\\w-]{22})/(\\d)/(\\d{1,5}(?:,\\d{1,5})*)");

  /** Checks the values. */
  public ClusterNode {
    Objects.requireNonNull(clusterId, "clusterId");
    controllerPorts = List.copyOf(controllerPorts);
    if (controllerPorts.isEmpty() || controllerPorts.size() > MOST_NODES) {
      throw new EmbeddedServerException(
          "A cluster has 1 to %d nodes, not %d".formatted(MOST_NODES, controllerPorts.size()));
    }
    if (id < 1 || id > controllerPorts.size()) {
      throw new EmbeddedServerException(
          "The id of a node is 1 to %d, not %d".formatted(controllerPorts.size(), id));
    }
  }

  /**
   * The nodes of a new cluster.
   *
   * @param controllerPorts a port of 127.0.0.1 for each node
   */
  public static List<ClusterNode> newCluster(List<Integer> controllerPorts) {
    String clusterId = Uuid.randomUuid().toString();
    return IntStream.rangeClosed(1, controllerPorts.size())
        .mapToObj(id -> new ClusterNode(clusterId, id, controllerPorts))
        .toList();
  }

  /** This node as a word that {@link #parse} understands. */
  public String word() {
    return "%s/%d/%s"
        .formatted(
            clusterId,
            id,
            controllerPorts.stream().map(String::valueOf).collect(Collectors.joining(",")));
  }

  /**
   * Reads what {@link #word} wrote.
   *
   * @throws EmbeddedServerException with the word, where it is none
   */
  static ClusterNode parse(String word) {
    Matcher parts = FORM.matcher(word);
    if (!parts.matches()) {
      throw new EmbeddedServerException(
          "A node is <cluster id>/<its id>/<controller port>,…, but this is not: " + word);
    }
    return new ClusterNode(
        parts.group(1),
        Integer.parseInt(parts.group(2)),
        Stream.of(parts.group(3).split(",", -1)).map(Integer::valueOf).toList());
  }

  int controllerPort() {
    return controllerPorts.get(id - 1);
  }

  /** All nodes vote, and know each other from the start. */
  String voters() {
    return IntStream.rangeClosed(1, controllerPorts.size())
        .mapToObj(node -> node + "@127.0.0.1:" + controllerPorts.get(node - 1))
        .collect(Collectors.joining(","));
  }

  int replicas() {
    return Math.min(MOST_REPLICAS, controllerPorts.size());
  }

  /** So many replicas have a record before it counts: one node may be away. */
  int replicasInSync() {
    return Math.max(1, replicas() - 1);
  }
}
