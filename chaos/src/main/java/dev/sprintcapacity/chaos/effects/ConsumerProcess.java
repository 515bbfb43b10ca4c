package dev.sprintcapacity.chaos.effects;

import dev.sprintcapacity.chaos.process.JavaCommand;
import dev.sprintcapacity.chaos.stage.Child;
import dev.sprintcapacity.consumers.runtime.ConsumersMain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One instance of a consumer, as production runs it. Thread-safe. */
final class ConsumerProcess implements AutoCloseable {
  /** What is printed when it has started to consume. */
  private static final String STARTED = "sprintcap: consuming: ";

  /** What is printed when it has ended in peace. */
  private static final String ENDED = "sprintcap: consumers ended";

  private static final Duration LEAVE_LIMIT = Duration.ofSeconds(60);

  private final EffectKind kind;
  private final String name;
  private final Child child;

  ConsumerProcess(EffectKind kind, int number, Map<String, String> environment, Path folder) {
    this.kind = kind;
    this.name = kind.word() + "-" + number;
    List<String> options = new ArrayList<>(JavaCommand.SMALL_JVM);
    this.child =
        new Child(
            new JavaCommand(
                name,
                ConsumersMain.class.getName(),
                options,
                List.of(kind.word()),
                environment,
                folder));
  }

  EffectKind kind() {
    return kind;
  }

  String name() {
    return name;
  }

  Child child() {
    return child;
  }

  /** Whether its process runs and has started to consume. */
  boolean consumes() {
    return child.runs() && child.printed().contains(STARTED);
  }

  /** Asks it to end; whether it did so in peace. */
  boolean leave() {
    return child.stop(LEAVE_LIMIT) && child.printed().contains(ENDED);
  }

  @Override
  public void close() {
    child.close();
  }
}
