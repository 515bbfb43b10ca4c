package dev.sprintcapacity.chaos.history;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.checker.ClientWrite;
import dev.sprintcapacity.chaos.checker.ConsumedRecord;
import dev.sprintcapacity.chaos.checker.Contents;
import dev.sprintcapacity.chaos.checker.Digest;
import dev.sprintcapacity.chaos.checker.LoggedEvent;
import dev.sprintcapacity.chaos.checker.Outcome;
import dev.sprintcapacity.chaos.checker.RecordHeaders;
import dev.sprintcapacity.events.EventType;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One line of tab-separated text per write, row or record: evidence that people can grep and the
 * checker can read again. Ids, types and keys hold neither tabs nor line ends; what is absent is
 * {@value #ABSENT}.
 */
final class HistoryLines {
  private static final String ABSENT = "-";
  private static final String SEPARATOR = "\t";

  private HistoryLines() {}

  static String of(ClientWrite write) {
    return join(
        write.number(),
        write.sprintId(),
        write.expected().stream()
            .map(EventType::wireName)
            .sorted()
            .collect(Collectors.joining(",")),
        write.outcome(),
        write.sentNanos(),
        write.answeredNanos());
  }

  static ClientWrite write(String line) {
    String[] fields = split(line, 6);
    Set<EventType> expected =
        Arrays.stream(fields[2].split(",", -1))
            .map(name -> EventType.fromWireName(name).orElseThrow())
            .collect(Collectors.toSet());
    return new ClientWrite(
        Long.parseLong(fields[0]),
        optional(fields[1], Function.identity()),
        expected,
        Outcome.valueOf(fields[3]),
        Long.parseLong(fields[4]),
        Long.parseLong(fields[5]));
  }

  static String of(LoggedEvent row) {
    return join(
        row.position(),
        row.sprintId(),
        row.sequence(),
        row.id(),
        row.type(),
        row.topic(),
        row.occurredAt(),
        of(row.contents()));
  }

  static LoggedEvent row(String line) {
    String[] fields = split(line, 12);
    return new LoggedEvent(
        Long.parseLong(fields[0]),
        fields[1],
        Long.parseLong(fields[2]),
        UUID.fromString(fields[3]),
        fields[4],
        fields[5],
        Instant.parse(fields[6]),
        contents(fields, 7));
  }

  static String of(ConsumedRecord record) {
    RecordHeaders headers = record.headers();
    return join(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        headers.id(),
        headers.sequence(),
        headers.type(),
        headers.subject(),
        headers.time(),
        of(record.contents()));
  }

  static ConsumedRecord record(String line) {
    String[] fields = split(line, 15);
    return new ConsumedRecord(
        fields[0],
        Integer.parseInt(fields[1]),
        Long.parseLong(fields[2]),
        Instant.parse(fields[3]),
        optional(fields[4], Function.identity()),
        new RecordHeaders(
            optional(fields[5], UUID::fromString),
            optional(fields[6], Long::valueOf),
            optional(fields[7], Function.identity()),
            optional(fields[8], Function.identity()),
            optional(fields[9], Instant::parse)),
        contents(fields, 10));
  }

  private static String of(Contents contents) {
    return join(
        contents.digest(),
        contents.eventType(),
        contents.sprintId(),
        contents.time(),
        contents.mark());
  }

  private static Contents contents(String[] fields, int from) {
    String digest = fields[from];
    return new Contents(
        new Digest(
            Long.parseUnsignedLong(digest, 0, 16, 16), Long.parseUnsignedLong(digest, 16, 32, 16)),
        optional(fields[from + 1], Function.identity()),
        optional(fields[from + 2], Function.identity()),
        optional(fields[from + 3], Instant::parse),
        Long.parseLong(fields[from + 4]));
  }

  private static <T> @Nullable T optional(String field, Function<String, T> reading) {
    return field.equals(ABSENT) ? null : reading.apply(field);
  }

  private static String join(@Nullable Object... fields) {
    return Arrays.stream(fields)
        .map(field -> field == null ? ABSENT : field.toString())
        .collect(Collectors.joining(SEPARATOR));
  }

  private static String[] split(String line, int count) {
    String[] fields = line.split(SEPARATOR, -1);
    if (fields.length != count) {
      throw new ChaosException(
          "a line of history has %d fields and not %d: %s".formatted(fields.length, count, line));
    }
    return fields;
  }
}
