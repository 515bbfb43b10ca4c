package dev.sprintcapacity.service.live.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.postgres.eventlog.EventBatch;
import dev.sprintcapacity.postgres.eventlog.LogCursor;
import dev.sprintcapacity.postgres.eventlog.Snapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What one client is sent, from its beginning to its end: first what it has missed, in pages from
 * the log, then what the tail gives it. Between the two nothing is lost and nothing comes twice:
 * the log is read up to exactly the snapshot from which on the tail gives everything. For one
 * thread.
 */
final class EventStream {

  /** Proxies and clients take a silent connection for a dead one after half a minute or more. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /** Browsers come again after two seconds, not three. */
  private static final byte[] GREETING = "retry: 2000\n\n".getBytes(UTF_8);

  private static final byte[] COMMENT = ":\n\n".getBytes(UTF_8);

  /** What is missed while a page is read is mostly less than a page. */
  private static final int PASSES = 10;

  private final LogTail tail;
  private final PastEvents past;
  private final StreamClient client;
  private final LongAdder sent;
  private final OutputStream out;
  private String placeTold = "";

  EventStream(
      LogTail tail, PastEvents past, StreamClient client, LongAdder sent, OutputStream out) {
    this.tail = tail;
    this.past = past;
    this.client = client;
    this.sent = sent;
    this.out = out;
  }

  /**
   * Sends until the client leaves or is dropped.
   *
   * @param from what it has had; null begins now
   * @throws IOException where the connection broke
   * @throws InterruptedException where this thread is interrupted
   */
  void run(@Nullable LogCursor from) throws IOException, InterruptedException {
    out.write(GREETING);
    if (from == null) {
      TailPlace at = tail.join(client);
      out.write(StreamFrame.place(new StreamCursor(at.log(), at.cursor())));
    } else {
      catchUp(from);
    }
    out.flush();
    while (client.queue().ended().isEmpty()) {
      StreamFrame next = client.queue().take(HEARTBEAT);
      if (next == null) {
        heartbeat();
      } else {
        sendAll(next);
      }
    }
  }

  /** The last pass is made as a listener, so that it ends where the queue begins. */
  private void catchUp(LogCursor from) throws IOException {
    TailPlace end = tail.place();
    String log = end.log();
    LogCursor cursor = from;
    for (int pass = 0; pass < PASSES; pass++) {
      long read = readTo(cursor, end.snapshot(), log);
      cursor = end.cursor();
      if (read < TailReader.PAGE.events()) {
        break;
      }
      end = sameLog(tail.place(), log);
    }
    readTo(cursor, sameLog(tail.join(client), log).snapshot(), log);
  }

  /** Sends what stands between; returns how many events that were, wanted or not. */
  private long readTo(LogCursor from, Snapshot end, String log) throws IOException {
    long read = 0;
    LogCursor cursor = from;
    while (!(cursor instanceof LogCursor.CaughtUp(Snapshot reached) && reached.equals(end))) {
      EventBatch page = past.page(cursor, end);
      for (StreamFrame frame : StreamFrame.of(page, log)) {
        if (client.wants(frame)) {
          send(frame);
        }
      }
      out.flush();
      read += page.events().size();
      cursor = page.next();
    }
    return read;
  }

  private static TailPlace sameLog(TailPlace place, String log) {
    if (!place.log().equals(log)) {
      throw new StreamUnavailableException("the event log was changed for another one");
    }
    return place;
  }

  private void sendAll(StreamFrame first) throws IOException, InterruptedException {
    for (StreamFrame frame = first; frame != null; frame = client.queue().take(Duration.ZERO)) {
      send(frame);
    }
    out.flush();
  }

  private void send(StreamFrame frame) throws IOException {
    out.write(frame.bytes());
    sent.increment();
  }

  /** Tells a client that wants little where it is, so that it does not resume far behind. */
  private void heartbeat() throws IOException {
    Optional<StreamCursor> place = tail.placeBehind(client);
    String text = place.map(StreamCursor::text).orElse(placeTold);
    if (text.equals(placeTold)) {
      out.write(COMMENT);
    } else {
      out.write(StreamFrame.place(place.orElseThrow()));
      placeTold = text;
    }
    out.flush();
  }
}
