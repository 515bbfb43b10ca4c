package dev.sprintcapacity.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * The log folder of the broker, formatted once with the features of its release (among them
 * transaction.version 2). It is made beside its final place and renamed, so that a start that is
 * killed in between begins anew.
 */
final class KafkaStorage {
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final int LONE_NODE_ID = 1;
  private static final String FOLDER = "kafka-logs";
  private static final String UNFINISHED_FOLDER = "kafka-logs.unfinished";

  private KafkaStorage() {}

  static boolean isFormatted(Path directory) {
    return Files.exists(directory.resolve(FOLDER));
  }

  /** The id of a node, or of a broker that is alone. */
  static int nodeId(@Nullable ClusterNode node) {
    return node == null ? LONE_NODE_ID : node.id();
  }

  /**
   * The formatted log folder below the data folder.
   *
   * @param node whose folder it is, or null for a broker that is alone
   */
  static Path formatted(Path directory, @Nullable ClusterNode node) throws IOException {
    Path folder = directory.resolve(FOLDER);
    if (!isFormatted(directory)) {
      Path unfinished = directory.resolve(UNFINISHED_FOLDER);
      Folders.delete(unfinished);
      Folders.createPrivate(unfinished);
      format(unfinished, node);
      Folders.forceAll(unfinished);
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
      Folders.force(directory);
    }
    return folder;
  }

  private static void format(Path folder, @Nullable ClusterNode node) throws IOException {
    PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    try {
      new Formatter()
          .setPrintStream(silent)
          .setNodeId(nodeId(node))
          .setClusterId(node == null ? Uuid.randomUuid().toString() : node.clusterId())
          .addDirectory(folder.toString())
          .setMetadataLogDirectory(folder.toString())
          .setControllerListenerName(CONTROLLER_LISTENER)
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .run();
    } catch (IOException | RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new EmbeddedServerException(
          "The Kafka log folder " + folder + " cannot be formatted", failure);
    }
  }
}
