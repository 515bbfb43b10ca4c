package dev.sprintcapacity.consumer.deadletter;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts while a redrive runs. What is sent counts when it is committed. For one thread. */
final class ReportBuilder {
  private final boolean dryRun;
  private final Map<Refusal, Long> refused = new EnumMap<>(Refusal.class);
  private final List<RedriveReport.Refused> examples = new ArrayList<>();
  private long selected;
  private long redriven;
  private long endedKeys;
  private long uncommittedRedriven;
  private long uncommittedKeys;

  ReportBuilder(boolean dryRun) {
    this.dryRun = dryRun;
  }

  void selected() {
    selected++;
  }

  void refused(Position position, Refusal reason) {
    refused.merge(reason, 1L, Long::sum);
    if (examples.size() < RedriveReport.MOST_EXAMPLES) {
      examples.add(new RedriveReport.Refused(position, reason));
    }
  }

  void sentBack() {
    uncommittedRedriven++;
  }

  void endedKey() {
    uncommittedKeys++;
  }

  void committed() {
    redriven += uncommittedRedriven;
    endedKeys += uncommittedKeys;
    uncommittedRedriven = 0;
    uncommittedKeys = 0;
  }

  RedriveReport build() {
    return new RedriveReport(dryRun, selected, redriven, refused, examples, endedKeys);
  }
}
