package dev.sprintcapacity.service.testing;

import dev.sprintcapacity.service.ServiceApplication;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The command {@code serve} as a process of its own. */
public final class ServeProcess implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;
  private static final int MOST_LINES = 10_000;

  private final Process process;
  private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(MOST_LINES);

  private ServeProcess(Process process) {
    this.process = process;
  }

  /** Starts it with exactly these variables. */
  public static ServeProcess start(Map<String, String> environment, String... arguments) {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            ServiceApplication.class.getName());
    builder.command().addAll(List.of(arguments));
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    try {
      ServeProcess serve = new ServeProcess(builder.start());
      Thread.ofPlatform().daemon().name("serve-output").start(serve::read);
      return serve;
    } catch (IOException e) {
      throw new UncheckedIOException("could not start the process", e);
    }
  }

  /** The first line that contains the text; earlier ones are dropped. */
  public String lineWith(String text) {
    try {
      StringBuilder seen = new StringBuilder();
      for (String line = next(); line != null; line = next()) {
        seen.append(line).append('\n');
        if (line.contains(text)) {
          return line;
        }
      }
      throw new AssertionError("no line with \"%s\" in:%n%s".formatted(text, seen));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private @Nullable String next() throws InterruptedException {
    return lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Asks it to stop, as an orchestrator does. */
  public void terminate() {
    process.toHandle().destroy();
  }

  /** Its exit status, when it has ended. */
  public int exitStatus() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the process did not end");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Everything it wrote and nobody asked for yet. */
  public List<String> remainingLines() {
    return List.copyOf(lines);
  }

  private void read() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.offer(line);
      }
    } catch (IOException e) {
      lines.offer("output ended: " + e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
