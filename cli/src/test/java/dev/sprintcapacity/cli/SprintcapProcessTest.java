package dev.sprintcapacity.cli;

import static dev.sprintcapacity.cli.SampleEvents.aSprintCreated;
import static dev.sprintcapacity.cli.TestBroker.recordOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own: terminal, signals, pipes, exit codes. */
class SprintcapProcessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ESCAPE = "\u001B";

  /** Far more than a pipe holds, so that writing meets the closed end. */
  private static final int MANY_EVENTS = 2_000;

  @TempDir private static Path folder;
  private static TestBroker broker;
  private static String topic;

  @BeforeAll
  static void startBroker() {
    broker = TestBroker.start(folder.resolve("broker"), 0, Map.of());
    topic = broker.freshTopic(1);
    broker.publish(recordOf(aSprintCreated("s"), topic, 0));
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void output_that_is_piped_has_no_colour_unless_it_is_asked_for() {
    Ended piped = run(Map.of(), tail("--from-beginning", "--max-events=1"));
    Ended asked = run(Map.of(), tail("--from-beginning", "--max-events=1", "--color=always"));

    assertThat(piped.out()).startsWith("sprint.created  s\n").doesNotContain(ESCAPE);
    assertThat(asked.out()).contains(ESCAPE + "[1;32msprint.created" + ESCAPE + "[0m");
    assertThat(piped.exitCode()).isZero();
    assertThat(asked.exitCode()).isZero();
  }

  @Test
  void output_on_a_terminal_has_colour_unless_it_is_not_wanted() {
    assumeThat(Path.of("/usr/bin/script"))
        .as("script of util-linux, which gives a process a terminal, is not installed")
        .exists();

    String[] oneEvent = {"--from-beginning", "--max-events=1"};
    Map<String, String> terminal = Map.of("TERM", "xterm");

    assertThat(run(terminal, onTerminal(tail(oneEvent))).out())
        .contains(ESCAPE + "[1;32msprint.created");
    assertThat(run(Map.of("TERM", "xterm", "NO_COLOR", "1"), onTerminal(tail(oneEvent))).out())
        .contains("sprint.created")
        .doesNotContain(ESCAPE);
    assertThat(run(Map.of("TERM", "dumb"), onTerminal(tail(oneEvent))).out())
        .contains("sprint.created")
        .doesNotContain(ESCAPE);
    assertThat(
            run(terminal, onTerminal(tail("--from-beginning", "--max-events=1", "--color=never")))
                .out())
        .contains("sprint.created")
        .doesNotContain(ESCAPE);
  }

  @Test
  void an_interrupt_ends_it_cleanly_while_it_follows() {
    for (String signal : List.of("INT", "TERM")) {
      Running tail = start(Map.of(), hearingInterrupts(tail()));
      tail.awaitErr("following " + topic);
      tail.signal(signal);

      Ended ended = tail.awaitEnd();
      assertThat(ended.exitCode()).as(signal).isZero();
      assertThat(ended.out()).isEmpty();
      assertThat(ended.remarks()).hasSize(1);
    }
  }

  @Test
  void an_interrupt_ends_it_cleanly_while_it_waits_for_a_broker() {
    Running tail =
        start(Map.of(), hearingInterrupts(sprintcap("tail", "--bootstrap-servers=localhost:1")));
    tail.awaitErr("waiting for Kafka at localhost:1");
    tail.signal("INT");

    Ended ended = tail.awaitEnd();
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.err().lines()).hasSize(1);
  }

  @Test
  void a_reader_that_leaves_ends_it_without_a_word() {
    String busy = broker.freshTopic(1);
    List<ProducerRecord<String, byte[]>> events = new ArrayList<>();
    for (int i = 0; i < MANY_EVENTS; i++) {
      events.add(recordOf(aSprintCreated("sprint-" + i), busy, 0));
    }
    broker.publishAll(events);
    String command =
        quoted(
            sprintcap(
                "tail",
                "--bootstrap-servers=" + broker.servers(),
                "--topic=" + busy,
                "--from-beginning"));

    Ended ended =
        run(Map.of(), List.of("bash", "-c", command + " | head -n 1; exit ${PIPESTATUS[0]}"));

    assertThat(ended.out()).isEqualTo("sprint.created  sprint-0\n");
    assertThat(ended.remarks()).singleElement().asString().startsWith("sprintcap: following");
    assertThat(ended.exitCode()).isZero();
  }

  @Test
  void output_that_cannot_be_written_is_a_failure() {
    assumeThat(Path.of("/dev/full")).as("a device that is always full").exists();

    Ended ended =
        run(
            Map.of(),
            List.of(
                "bash", "-c", quoted(tail("--from-beginning", "--max-events=1")) + " >/dev/full"));

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err())
        .contains("sprintcap: cannot write to standard output")
        .doesNotContain("\tat ");
  }

  @Test
  void nothing_of_the_libraries_reaches_the_terminal() {
    Ended ended =
        run(Map.of("KAFKA_HEAP_OPTS", "-Xmx1g", "KAFKA_UNKNOWN_KEY", "x"), tail("--idle-exit=1ms"));

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.remarks())
        .containsExactly(
            "sprintcap: following %s (1 partition) at %s from the end; Ctrl-C ends"
                .formatted(topic, broker.servers()));
  }

  @Test
  void what_is_not_understood_is_answered_with_usage_and_exit_code_two() {
    Ended ended = run(Map.of(), sprintcap("tail", "--type=sprint.craeted"));

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .startsWith("sprintcap: Invalid value for option '--type'")
        .contains("did you mean sprint.created?", "team_member.updated", "Usage: sprintcap tail");
  }

  private static List<String> tail(String... options) {
    List<String> command =
        sprintcap("tail", "--bootstrap-servers=" + broker.servers(), "--topic=" + topic);
    command.addAll(Arrays.asList(options));
    return command;
  }

  private static List<String> sprintcap(String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.sprintcapacity.cli.Sprintcap"));
    command.addAll(Arrays.asList(args));
    return command;
  }

  /**
   * What a shell starts in the background ignores interrupts, and so does all that it starts: this
   * build, where it runs like that, and the command.
   */
  private static List<String> hearingInterrupts(List<String> command) {
    List<String> hearing = new ArrayList<>(List.of("env", "--default-signal=INT"));
    hearing.addAll(command);
    return hearing;
  }

  private static List<String> onTerminal(List<String> command) {
    return List.of("/usr/bin/script", "-qec", quoted(command), "/dev/null");
  }

  private static String quoted(List<String> command) {
    return "'" + String.join("' '", command) + "'";
  }

  private static Ended run(Map<String, String> env, List<String> command) {
    return start(env, command).awaitEnd();
  }

  private static Running start(Map<String, String> env, List<String> command) {
    try {
      Path out = Files.createTempFile(folder, "out", ".txt");
      Path err = Files.createTempFile(folder, "err", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("KAFKA_"));
      builder.environment().remove("NO_COLOR");
      builder.environment().putAll(env);
      return new Running(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command, e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private record Ended(int exitCode, String out, String err) {

    /** What was said, without what a busy machine may make it say: that the broker is slow. */
    List<String> remarks() {
      return err.lines().filter(line -> !line.startsWith("sprintcap: waiting for Kafka")).toList();
    }
  }

  private record Running(Process process, Path out, Path err) {

    void awaitErr(String text) {
      await(text).atMost(PATIENCE).until(() -> read(err).contains(text));
    }

    void signal(String name) {
      assertThat(
              run(Map.of(), List.of("bash", "-c", "kill -%s %d".formatted(name, process.pid())))
                  .exitCode())
          .isZero();
    }

    Ended awaitEnd() {
      try {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          kill();
          throw new AssertionError("it goes on; standard error:\n" + read(err));
        }
        return new Ended(process.exitValue(), read(out), read(err));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        kill();
        throw new AssertionError("interrupted", e);
      }
    }

    /** A shell does not take its children with it. */
    private void kill() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
