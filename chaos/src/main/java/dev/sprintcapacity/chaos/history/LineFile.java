package dev.sprintcapacity.chaos.history;

import dev.sprintcapacity.chaos.ChaosException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that lines are added to. Thread-safe. */
public final class LineFile implements AutoCloseable {
  private final Path file;
  private final BufferedWriter writer;

  /** Begins the file anew. */
  public LineFile(Path file) {
    this.file = file;
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      this.writer = Files.newBufferedWriter(file);
    } catch (IOException e) {
      throw new ChaosException("cannot write " + file, e);
    }
  }

  /** Adds a line; it is on disk when the file is closed. */
  public synchronized void add(String line) {
    try {
      writer.write(line);
      writer.newLine();
    } catch (IOException e) {
      throw new ChaosException("cannot write " + file, e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw new ChaosException("cannot write " + file, e);
    }
  }
}
