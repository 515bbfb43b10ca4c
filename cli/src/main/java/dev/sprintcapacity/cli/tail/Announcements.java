package dev.sprintcapacity.cli.tail;

import static java.util.stream.Collectors.joining;

import dev.sprintcapacity.cli.terminal.Notices;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tells the person at the terminal what is followed, and each change of it once. */
final class Announcements {
  private final Notices notices;
  private SortedMap<String, Integer> known = new TreeMap<>();

  Announcements(Notices notices) {
    this.notices = notices;
  }

  /** The first word: from now on everything is seen. */
  void following(SortedMap<String, Integer> partitionCounts, String servers, String from) {
    known = partitionCounts;
    String there =
        partitionCounts.entrySet().stream()
            .filter(topic -> topic.getValue() > 0)
            .map(topic -> topic.getKey() + " (" + partitions(topic.getValue()) + ")")
            .collect(joining(", "));
    if (!there.isEmpty()) {
      notices.say("following %s at %s %s; Ctrl-C ends".formatted(there, servers, from));
    }
    partitionCounts.forEach((topic, count) -> {
      if (count == 0) {
        notices.say("%s does not exist yet at %s; waiting for it".formatted(topic, servers));
      }
    });
  }

  /** What is different now. */
  void changed(SortedMap<String, Integer> partitionCounts) {
    partitionCounts.forEach((topic, now) -> {
      int before = known.getOrDefault(topic, 0);
      if (before == 0 && now > 0) {
        notices.say("%s is there now (%s)".formatted(topic, partitions(now)));
      } else if (before > 0 && now == 0) {
        notices.say("%s is gone; waiting for it".formatted(topic));
      } else if (before != now) {
        notices.say("%s has %s now".formatted(topic, partitions(now)));
      }
    });
    known = partitionCounts;
  }

  private static String partitions(int count) {
    return count == 1 ? "1 partition" : count + " partitions";
  }
}
