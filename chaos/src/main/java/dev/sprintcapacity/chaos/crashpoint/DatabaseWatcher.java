package dev.sprintcapacity.chaos.crashpoint;

import dev.sprintcapacity.chaos.crashpoint.CrashPoint.Moment;
import dev.sprintcapacity.chaos.network.Tap;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sees a connection with PostgreSQL. Its client sends some statements at once and then waits for
 * the answer to all of them: these are one effect.
 */
final class DatabaseWatcher implements Tap.Watcher {
  private final Trap trap;
  private final Statements statements = new Statements();
  private volatile @Nullable String unanswered;

  DatabaseWatcher(Trap trap) {
    this.trap = trap;
  }

  @Override
  public void request(byte[] bytes, int length) throws IOException {
    List<String> executed = statements.read(bytes, length);
    String effect = String.join("; ", executed);
    if (!effect.isBlank()) {
      effect = "database: " + effect;
      trap.passes(new CrashPoint(effect, Moment.UNSENT));
      unanswered = effect;
    }
  }

  @Override
  public void answer(byte[] bytes, int length) throws IOException {
    String effect = unanswered;
    if (effect != null) {
      unanswered = null;
      trap.passes(new CrashPoint(effect, Moment.UNTOLD));
    }
  }
}
