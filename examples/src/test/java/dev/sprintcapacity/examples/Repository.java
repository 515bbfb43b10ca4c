package dev.sprintcapacity.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the repository that the tests belong to. */
final class Repository {

  private Repository() {}

  /** A file or folder by its path from the root. */
  static Path file(String path) {
    return Path.of(System.getProperty("sprintcap.root", ".."))
        .toAbsolutePath()
        .normalize()
        .resolve(path);
  }

  /** The text of a file. */
  static String text(String path) {
    return read(file(path));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
