package dev.sprintcapacity.consumers.email.delivery;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Stores mails as files {@code .eml}. The name follows from the Message-ID and the file appears
 * whole or not at all, so repeating is harmless.
 */
final class FolderRoute implements MailRoute {

  private static final Duration CLAIM_TIME = Duration.ofSeconds(5);
  private static final boolean IS_POSIX = File.separatorChar == '/';

  private final Path folder;

  FolderRoute(Path folder) {
    this.folder = folder;
  }

  @Override
  public boolean isRepeatable() {
    return true;
  }

  @Override
  public Duration claimTime() {
    return CLAIM_TIME;
  }

  @Override
  public DeliveryOutcome deliver(ClaimedMail mail) {
    String name = StoredName.of(mail.messageId());
    try {
      Files.createDirectories(folder);
      Path incomplete = folder.resolve(".%s.%d.tmp".formatted(name, mail.claimId()));
      write(incomplete, mail.content());
      Files.move(incomplete, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      syncFolder();
      return new DeliveryOutcome.Accepted();
    } catch (IOException failure) {
      return new DeliveryOutcome.Unreachable(
          "cannot write to folder %s: %s".formatted(folder, failure.getClass().getSimpleName()));
    }
  }

  private static void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** The name is durable with the folder; where folders cannot be opened they are synced anyway. */
  private void syncFolder() throws IOException {
    if (IS_POSIX) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  @Override
  public void close() {
    // nothing is open between mails
  }

  @Override
  public String toString() {
    return "folder " + folder;
  }
}
