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

/**
 * The log folder of the broker, formatted once with the features of its release (among them
 * transaction.version 2). It is made beside its final place and renamed, so that a start that is
 * killed in between begins anew.
 */
final class KafkaStorage {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final String FOLDER = "kafka-logs";
  private static final String UNFINISHED_FOLDER = "kafka-logs.unfinished";

  private KafkaStorage() {}

  static boolean isFormatted(Path directory) {
    return Files.exists(directory.resolve(FOLDER));
  }

  /** The formatted log folder below the data folder. */
  static Path formatted(Path directory) throws IOException {
    Path folder = directory.resolve(FOLDER);
    if (!isFormatted(directory)) {
      Path unfinished = directory.resolve(UNFINISHED_FOLDER);
      Folders.delete(unfinished);
      Folders.createPrivate(unfinished);
      format(unfinished);
      Folders.forceAll(unfinished);
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
      Folders.force(directory);
    }
    return folder;
  }

  private static void format(Path folder) throws IOException {
    PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    try {
      new Formatter()
          .setPrintStream(silent)
          .setNodeId(NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
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
