package dev.sprintcapacity.chaos.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.consumer.checker.Ending;
import dev.sprintcapacity.consumer.HandlerContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one process does, written down as it does it: each line is with the system before the call
 * returns, so that a kill loses none. Thread-safe.
 */
final class HandlingLog implements AutoCloseable {
  static final String FILE_PREFIX = "handlings-";
  static final String FILE_SUFFIX = ".tsv";
  static final String BEGAN = "B";
  static final String ENDED = "E";
  static final String COMMITTED = "C";
  static final String STALLED = "S";

  private final Path file;
  private final FileChannel channel;
  private final AtomicLong numbers = new AtomicLong();

  HandlingLog(Path folder, String process) {
    this.file = folder.resolve(FILE_PREFIX + process + FILE_SUFFIX);
    try {
      Files.createDirectories(folder);
      this.channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new ChaosException("cannot write " + file, e);
    }
  }

  /**
   * A handler begins.
   *
   * @return the number of this call, for its end
   */
  long began(HandlerContext context) {
    long nanos = System.nanoTime();
    long number = numbers.getAndIncrement();
    write(
        "%s\t%d\t%d\t%s\t%d\t%d\t%s\t%d\t%s\t%d\n"
            .formatted(
                BEGAN,
                number,
                nanos,
                context.topic(),
                context.partition(),
                context.offset(),
                context.key(),
                context.sequence(),
                context.id(),
                context.attempt()));
    return number;
  }

  /** A handler ends. */
  void ended(long number, Ending ending) {
    write("%s\t%d\t%d\t%s\n".formatted(ENDED, number, System.nanoTime(), ending));
  }

  /** A commit of a partition is acknowledged. */
  void committed(String topic, int partition) {
    write("%s\t%d\t%s\t%d\n".formatted(COMMITTED, System.nanoTime(), topic, partition));
  }

  /** The whole process stood still. */
  void stalled(long fromNanos, long toNanos) {
    write("%s\t%d\t%d\n".formatted(STALLED, fromNanos, toNanos));
  }

  private synchronized void write(String line) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        int written = channel.write(bytes);
        if (written <= 0) {
          throw new ChaosException("cannot write on in " + file);
        }
      }
    } catch (IOException e) {
      throw new ChaosException("cannot write " + file, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new ChaosException("cannot close " + file, e);
    }
  }
}
