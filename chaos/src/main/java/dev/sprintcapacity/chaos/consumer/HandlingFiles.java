package dev.sprintcapacity.chaos.consumer;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.consumer.checker.ConsumerHistory.Commit;
import dev.sprintcapacity.chaos.consumer.checker.Disturbance;
import dev.sprintcapacity.chaos.consumer.checker.Ending;
import dev.sprintcapacity.chaos.consumer.checker.EventMark;
import dev.sprintcapacity.chaos.consumer.checker.Handling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads what all processes wrote down with {@link HandlingLog}. */
final class HandlingFiles {
  private final List<Handling> handlings = new ArrayList<>();
  private final List<Commit> commits = new ArrayList<>();
  private final List<Disturbance> stalls = new ArrayList<>();

  private HandlingFiles() {}

  static HandlingFiles read(Path folder) {
    HandlingFiles all = new HandlingFiles();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          files
              .filter(each -> each.getFileName().toString().startsWith(HandlingLog.FILE_PREFIX))
              .sorted()
              .toList()) {
        all.file(file);
      }
    } catch (IOException e) {
      throw new ChaosException("cannot read " + folder, e);
    }
    return all;
  }

  private void file(Path file) throws IOException {
    String name = file.getFileName().toString();
    String process =
        name.substring(
            HandlingLog.FILE_PREFIX.length(), name.length() - HandlingLog.FILE_SUFFIX.length());
    String text = Files.readString(file);
    Map<String, Handling> open = new HashMap<>();
    // what stands behind the last line end was cut by a kill before its call returned
    text.substring(0, text.lastIndexOf('\n') + 1)
        .lines()
        .forEach(line -> line(process, line.split("\t", -1), open));
    handlings.addAll(open.values());
  }

  private void line(String process, String[] fields, Map<String, Handling> open) {
    switch (fields[0]) {
      case HandlingLog.BEGAN -> open.put(fields[1], began(process, fields));
      case HandlingLog.ENDED -> {
        Handling begun = open.remove(fields[1]);
        if (begun == null) {
          throw new ChaosException(
              "%s ended call %s, which never began".formatted(process, fields[1]));
        }
        handlings.add(
            new Handling(
                process,
                begun.event(),
                begun.partition(),
                begun.offset(),
                begun.attempt(),
                begun.beganNanos(),
                Long.parseLong(fields[2]),
                Ending.valueOf(fields[3])));
      }
      case HandlingLog.COMMITTED ->
          commits.add(
              new Commit(
                  process, fields[2], Integer.parseInt(fields[3]), Long.parseLong(fields[1])));
      case HandlingLog.STALLED ->
          stalls.add(
              new Disturbance(
                  process,
                  Disturbance.Kind.STALLED,
                  Long.parseLong(fields[1]),
                  Long.parseLong(fields[2])));
      default -> throw new ChaosException("%s wrote %s".formatted(process, List.of(fields)));
    }
  }

  private static Handling began(String process, String[] fields) {
    return new Handling(
        process,
        new EventMark(UUID.fromString(fields[8]), fields[3], fields[6], Long.parseLong(fields[7])),
        Integer.parseInt(fields[4]),
        Long.parseLong(fields[5]),
        Integer.parseInt(fields[9]),
        Long.parseLong(fields[2]),
        Long.MAX_VALUE,
        Ending.CUT);
  }

  List<Handling> handlings() {
    return handlings;
  }

  List<Commit> commits() {
    return commits;
  }

  List<Disturbance> stalls() {
    return stalls;
  }
}
