package dev.sprintcapacity.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A script of bash that has run to its end.
 *
 * @param exitCode of the script
 * @param out standard output
 * @param err standard error
 */
record Ended(int exitCode, String out, String err) {

  /** Generous, because every process of a build shares the machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Runs a script in a folder with these variables on top of the environment. */
  static Ended of(Path folder, String script, Map<String, String> environment) {
    try {
      Path out = Files.createTempFile("script", ".out");
      Path err = Files.createTempFile("script", ".err");
      try {
        ProcessBuilder builder =
            new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Surroundings.put(builder.environment(), environment);
        int exitCode = exitCode(builder.start(), script);
        return new Ended(exitCode, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + script, e);
    }
  }

  private static int exitCode(Process process, String script) {
    try {
      process.getOutputStream().close();
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(script).isTrue();
      return process.exitValue();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + script, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted during " + script, e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
