package dev.sprintcapacity.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One session of bash in a folder, used as a person uses it: a command, a look at what it prints
 * (and at what programs in the background print meanwhile), the next command.
 */
final class Terminal implements AutoCloseable {

  /** Generous, because every process of a build shares the machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String END = "--- end of command";
  private static final Pattern ENDED = Pattern.compile("\n" + END + " (\\d+)\n");

  /** What {@code tail} says where the machine is too busy for an answer within a second. */
  private static final Pattern SLOWNESS =
      Pattern.compile("sprintcap: (waiting for Kafka at|Kafka at .* answers again).*\n");

  private final Path folder;
  private final Process bash;
  private final BufferedWriter input;
  private final Path screen;
  private int commands;
  private int seen;

  private Terminal(Path folder, Process bash, Path screen) {
    this.folder = folder;
    this.bash = bash;
    this.input = bash.outputWriter(UTF_8);
    this.screen = screen;
  }

  static Terminal open(Path folder, Map<String, String> environment) {
    Path screen = folder.resolve(".screen");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "--norc")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(screen.toFile());
    Surroundings.put(builder.environment(), environment);
    try {
      return new Terminal(folder, builder.start(), screen);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start bash", e);
    }
  }

  /** Runs a command, and waits until it has ended well and what is shown has been printed. */
  void run(Step step) {
    seen = Repository.read(screen).length();
    type(step.command());
    try {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> hasFailed() || (hasEnded() && step.output().matches(output())));
    } catch (ConditionTimeoutException e) {
      throw problem(step, "printed something else");
    }
    if (hasFailed()) {
      throw problem(step, "failed");
    }
  }

  /** As a file, so that programs cannot read the commands behind their own from standard input. */
  private void type(String command) {
    Path script = folder.resolve(".command-%d".formatted(++commands));
    try {
      Files.writeString(script, command + "\n");
      input.write(
          ". ./%s </dev/null; printf '\\n%%s %%s\\n' '%s' $?\n"
              .formatted(script.getFileName(), END));
      input.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command, e);
    }
  }

  private boolean hasEnded() {
    return ENDED.matcher(printed()).find();
  }

  private boolean hasFailed() {
    Matcher ended = ENDED.matcher(printed());
    return ended.find() ? !ended.group(1).equals("0") : !bash.isAlive();
  }

  /** Since the command was typed. */
  private String printed() {
    return Repository.read(screen).substring(seen);
  }

  /** Without the line that tells the end, around which programs in the background may write. */
  private String output() {
    String printed = printed();
    Matcher ended = ENDED.matcher(printed);
    if (!ended.find()) {
      return printed;
    }
    String before = printed.substring(0, ended.start());
    String lineEnd = before.isEmpty() || before.endsWith("\n") ? "" : "\n";
    return SLOWNESS.matcher(before + lineEnd + printed.substring(ended.end())).replaceAll("");
  }

  private AssertionError problem(Step step, String what) {
    return new AssertionError(
        "the command%n%s%n%s%n--- shown:%n%s%n--- printed:%n%s"
            .formatted(step.command(), what, step.output(), printed()));
  }

  /** Ends the session and everything that was started in it. */
  @Override
  public void close() {
    bash.descendants().forEach(ProcessHandle::destroyForcibly);
    bash.destroyForcibly();
    try {
      bash.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
