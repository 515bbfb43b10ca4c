package dev.sprintcapacity.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.standalone.aot.AotCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The command {@code up}, or another one, as a process of its own, to be looked at, asked to end,
 * and killed.
 */
final class UpProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Pattern API = Pattern.compile("http://localhost:(\\d+)/v1/sprints");
  private static final Pattern KAFKA = Pattern.compile("Kafka at (localhost:\\d+)");

  /** Variables of this JVM that would configure the child behind the test's back. */
  private static final List<String> FOREIGN = List.of("SPRINTCAP_", "KAFKA_", "DATABASE_URL");

  private final Process process;
  private final Path out;
  private final Path err;

  private UpProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts it with these variables; what it prints goes to files in the folder. */
  static UpProcess start(Path folder, Map<String, String> environment, String... arguments) {
    return start(StandaloneApplication.class, folder, environment, arguments);
  }

  /** Starts another command in the same way. */
  static UpProcess start(
      Class<?> command, Path folder, Map<String, String> environment, String... arguments) {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
    line.addAll(AotCache.options(System.getProperty("java.class.path")));
    line.add(command.getName());
    line.addAll(List.of(arguments));
    try {
      Path out = Files.createTempFile(folder, "up", ".out");
      Path err = Files.createTempFile(folder, "up", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(line)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .directory(folder.toFile());
      builder.environment().keySet().removeIf(key -> FOREIGN.stream().anyMatch(key::startsWith));
      builder.environment().putAll(environment);
      return new UpProcess(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + line, e);
    }
  }

  /** Waits for the greeting. */
  UpProcess awaitGreeting() {
    try {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> !process.isAlive() || out().contains("Ctrl-C"));
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("no greeting; " + state(), e);
    }
    assertThat(out()).as(this::state).contains("Sprint Capacity is up.");
    return this;
  }

  int httpPort() {
    return Integer.parseInt(greeted(API));
  }

  String bootstrapServers() {
    return greeted(KAFKA);
  }

  /** Asks it to end, as Ctrl-C and orchestrators do, and waits. */
  int terminate() {
    process.toHandle().destroy();
    return exitStatus();
  }

  /** Its exit status, when it has ended by itself. */
  int exitStatus() {
    awaitEnd();
    return process.exitValue();
  }

  /** The whole tree at this moment: the JVM and whatever it started. */
  List<ProcessHandle> tree() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
  }

  /** Ends the whole tree with SIGKILL, the JVM first: nobody gets a chance to do anything more. */
  void kill() {
    List<ProcessHandle> tree = tree();
    tree.forEach(ProcessHandle::destroyForcibly);
    awaitEnd();
    await("the end of " + tree)
        .atMost(PATIENCE)
        .until(() -> tree.stream().noneMatch(ProcessHandle::isAlive));
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  private void awaitEnd() {
    try {
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(this::state).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private String greeted(Pattern pattern) {
    Matcher found = pattern.matcher(out());
    assertThat(found.find()).as(this::state).isTrue();
    return found.group(1);
  }

  private String state() {
    return "standard output:\n" + out() + "\nstandard error:\n" + err();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }
}
