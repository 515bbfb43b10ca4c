package dev.sprintcapacity.embedded;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The ports of one start.
 *
 * @param clients where clients connect
 * @param controller where brokers talk to the controller part: that of the node in its cluster, or
 *     free and different each start
 * @param ipv6 whether the client port is also open on ::1
 */
record KafkaPorts(int clients, int controller, boolean ipv6) {
  /** How often a port free on 127.0.0.1 may be busy on ::1 before there is something else wrong. */
  private static final int ATTEMPTS = 20;

  /**
   * Chooses the ports.
   *
   * @param wanted client port, or 0 for any free one
   * @param node in a cluster, or null for a broker that is alone
   * @throws EmbeddedServerException if the wanted port is busy
   */
  static KafkaPorts choose(int wanted, @Nullable ClusterNode node) throws IOException {
    boolean ipv6 = FreePorts.hasIpv6();
    int clients = wanted;
    for (int attempt = 1; wanted == 0 && attempt <= ATTEMPTS; attempt++) {
      clients = FreePorts.any();
      if (!ipv6 || FreePorts.isFree(FreePorts.IPV6, clients)) {
        break;
      }
    }
    if (!FreePorts.isFree(clients) || (ipv6 && !FreePorts.isFree(FreePorts.IPV6, clients))) {
      throw busy(clients);
    }
    int controller = node == null ? FreePorts.any() : node.controllerPort();
    return new KafkaPorts(clients, controller, ipv6);
  }

  private static EmbeddedServerException busy(int port) {
    return new EmbeddedServerException(
        "Port "
            + port
            + " is in use, so the embedded Kafka cannot listen there: stop the program that uses"
            + " it, or choose another port with SPRINTCAP_KAFKA_PORT.");
  }
}
