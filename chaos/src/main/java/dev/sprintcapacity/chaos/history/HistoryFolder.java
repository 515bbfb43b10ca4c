package dev.sprintcapacity.chaos.history;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.checker.ClientWrite;
import dev.sprintcapacity.chaos.checker.ConsumedRecord;
import dev.sprintcapacity.chaos.checker.HistoryChecker;
import dev.sprintcapacity.chaos.checker.LoggedEvent;
import dev.sprintcapacity.chaos.checker.Verdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A history on disk: three files of lines, which outlive the servers they tell of. */
public record HistoryFolder(Path folder) {

  /** What clients were told. */
  public Path writes() {
    return folder.resolve("writes.tsv");
  }

  /** What the event table held at the end, in order of position. */
  public Path rows() {
    return folder.resolve("rows.tsv");
  }

  /** What a reader met that was there all the time. */
  public Path liveRecords() {
    return folder.resolve("records-live.tsv");
  }

  /** What a reader met that began when everything was over. */
  public Path records() {
    return folder.resolve("records.tsv");
  }

  /** Has the files checked: writes, rows, and the records of {@code recordFile}. */
  public Verdict check(Path recordFile) {
    var checker = new HistoryChecker();
    try (Stream<String> lines = Files.lines(writes())) {
      lines
          .map(HistoryLines::write)
          .sorted(Comparator.comparingLong(ClientWrite::number))
          .forEach(checker::write);
    } catch (IOException e) {
      throw new ChaosException("cannot read " + writes(), e);
    }
    try (var rows = new Lines<>(rows(), HistoryLines::row);
        var records = new Lines<>(recordFile, HistoryLines::record)) {
      feed(checker, rows, records);
    }
    return checker.finish();
  }

  /** Side by side, so that little has to be held: the one that lags behind is read on. */
  private static void feed(
      HistoryChecker checker, Lines<LoggedEvent> rows, Lines<ConsumedRecord> records) {
    boolean moreRows = true;
    boolean moreRecords = true;
    while (moreRows || moreRecords) {
      boolean rowNext = checker.waitingRows() <= checker.waitingRecords();
      if (moreRows && (rowNext || !moreRecords)) {
        moreRows = rows.next(checker::row);
      } else if (moreRecords) {
        moreRecords = records.next(checker::record);
      }
    }
  }

  /** Reads a file line by line. */
  private static final class Lines<T> implements AutoCloseable {
    private final Path file;
    private final Function<String, T> reading;
    private final BufferedReader reader;

    Lines(Path file, Function<String, T> reading) {
      this.file = file;
      this.reading = reading;
      try {
        this.reader = Files.newBufferedReader(file);
      } catch (IOException e) {
        throw new ChaosException("cannot read " + file, e);
      }
    }

    boolean next(Consumer<T> sink) {
      String line = line();
      if (line != null) {
        sink.accept(reading.apply(line));
      }
      return line != null;
    }

    private @Nullable String line() {
      try {
        return reader.readLine();
      } catch (IOException e) {
        throw new ChaosException("cannot read " + file, e);
      }
    }

    @Override
    public void close() {
      try {
        reader.close();
      } catch (IOException e) {
        throw new ChaosException("cannot close " + file, e);
      }
    }
  }
}
