package dev.sprintcapacity.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.cli.terminal.Stop;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.core.ConditionTimeoutException;

/** A command that runs in a thread of this JVM, with what it wrote so far. */
public final class CommandRun implements AutoCloseable {
  /** Generous, because every process of a build shares the machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Stop stop = new Stop();
  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

  private CommandRun() {}

  /** Starts a command. */
  public static CommandRun start(Map<String, String> env, String... args) {
    CommandRun run = new CommandRun();
    Thread.ofPlatform()
        .daemon()
        .name("command " + List.of(args))
        .start(() -> run.runToTheEnd(env, args));
    return run;
  }

  private void runToTheEnd(Map<String, String> env, String... args) {
    try {
      exitCode.complete(Sprintcap.run(args, env, out, new PrintWriter(err, true, UTF_8), stop));
    } catch (RuntimeException | Error e) {
      exitCode.completeExceptionally(e);
    }
  }

  /** Waits until standard output holds a text. */
  public CommandRun awaitOut(String text) {
    awaitText(out, text);
    return this;
  }

  /** Waits until standard error holds a text. */
  public CommandRun awaitErr(String text) {
    awaitText(err, text);
    return this;
  }

  /** Waits for the end and gives the exit code. */
  public int awaitExit() {
    try {
      await("the end of the command").atMost(PATIENCE).until(exitCode::isDone);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("the command goes on; " + state(), e);
    }
    return exitCode.join();
  }

  /** Everything on standard output so far. */
  public String out() {
    return out.toString(UTF_8);
  }

  /** Everything on standard error so far. */
  public String err() {
    return err.toString(UTF_8);
  }

  /** Ends the command as Ctrl-C does, and gives its exit code. */
  public int stop() {
    stop.request();
    return awaitExit();
  }

  @Override
  public void close() {
    stop.request();
    if (!exitCode.isDone()) {
      awaitExit();
    }
  }

  private void awaitText(ByteArrayOutputStream stream, String text) {
    try {
      await(text)
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> exitCode.isDone() || stream.toString(UTF_8).contains(text));
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("'" + text + "' did not come; " + state(), e);
    }
    if (!stream.toString(UTF_8).contains(text)) {
      throw new AssertionError("the command ended without '" + text + "'; " + state());
    }
  }

  private String state() {
    return "standard output:\n" + out() + "\nstandard error:\n" + err();
  }
}
