package dev.sprintcapacity.embedded;

import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when the Kafka server wants to end its process, for instance because its disk is
 * full. As a guest in a service it must not: the service goes on without Kafka, and publishes what
 * it has kept once there is a broker again.
 */
final class KafkaExit {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaExit.class);

  private KafkaExit() {}

  /** From now on the server's wish only ends the thread that has it. Holds for the whole JVM. */
  static void refuse() {
    Exit.setExitProcedure(KafkaExit::refused);
    Exit.setHaltProcedure(KafkaExit::refused);
  }

  /**
   * From now on the process ends when the server says so, as in a process of its own. Kafka's own
   * way back, to reset what was set, lets every later end fail.
   */
  static void allow() {
    Exit.setExitProcedure((status, reason) -> Runtime.getRuntime().exit(status));
    Exit.setHaltProcedure((status, reason) -> Runtime.getRuntime().halt(status));
  }

  private static void refused(int status, @Nullable String reason) {
    LOG.error(
        "The embedded Kafka cannot go on (status {}, {}): see its messages above, mend the cause"
            + " (often a full disk) and start the service again; until then events are kept and"
            + " not published",
        status,
        reason);
    throw new EmbeddedServerException(
        "The embedded Kafka cannot go on (status " + status + ", " + reason + ")");
  }
}
