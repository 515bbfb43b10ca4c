package dev.sprintcapacity.chaos.stage;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.process.FreePort;
import dev.sprintcapacity.chaos.process.JavaCommand;
import dev.sprintcapacity.service.ServiceApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One instance of the service, in a process of its own. Thread-safe. */
public final class Instance implements AutoCloseable {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(1);
  private static final int OK = 200;

  private final HttpClient http;
  private final URI uri;
  private final Child child;
  private final String name;

  Instance(
      HttpClient http,
      String name,
      Path folder,
      List<String> jvmOptions,
      Map<String, String> environment) {
    int port = FreePort.any();
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("SPRINTCAP_HTTP_PORT", Integer.toString(port));
    this.http = http;
    this.name = name;
    this.uri = URI.create("http://127.0.0.1:" + port);
    this.child =
        new Child(
            new JavaCommand(
                name,
                ServiceApplication.class.getName(),
                jvmOptions,
                List.of(),
                variables,
                folder));
  }

  Child child() {
    return child;
  }

  /** Its name, as in the names of its output files. */
  public String name() {
    return name;
  }

  /** Process id of its current or last run. */
  public long pid() {
    return child.pid();
  }

  /** Where its API is, now and after every restart. */
  public URI uri() {
    return uri;
  }

  /** What it says of its part in the publication. */
  public Standing standing() {
    if (!child.runs()) {
      return Standing.SILENT;
    }
    String details = get("/health/detailed").map(HttpResponse::body).orElse("");
    if (details.isEmpty()) {
      return Standing.SILENT;
    }
    return Stream.of(Standing.ACTIVE, Standing.STANDBY)
        .filter(standing -> details.contains("\"status\":\"" + standing + "\""))
        .findFirst()
        .orElse(Standing.NEITHER);
  }

  /** Whether it answers requests at all. */
  public boolean isLive() {
    return child.runs()
        && get("/health/live").filter(response -> response.statusCode() == OK).isPresent();
  }

  private Optional<HttpResponse<String>> get(String path) {
    try {
      return Optional.of(
          http.send(
              HttpRequest.newBuilder(uri.resolve(path)).timeout(ANSWER_LIMIT).build(),
              BodyHandlers.ofString()));
    } catch (IOException _) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChaosException("interrupted while " + name + " was asked", e);
    }
  }

  /**
   * Kills it; it is started again soon.
   *
   * @return when it was certainly gone
   */
  public Instant kill() {
    return child.kill();
  }

  /** Stops it in the middle of whatever it does, without its knowing. */
  public void freeze() {
    child.freeze();
  }

  /** Lets it go on. */
  public void thaw() {
    child.thaw();
  }

  /** How many lines of all its runs contain the text. */
  public long linesWith(String text) {
    long count = 0;
    for (Path output : child.outputs()) {
      try (Stream<String> lines = Files.lines(output)) {
        count += lines.filter(line -> line.contains(text)).count();
      } catch (IOException e) {
        throw new ChaosException("cannot read " + output, e);
      }
    }
    return count;
  }

  @Override
  public void close() {
    child.close();
  }
}
