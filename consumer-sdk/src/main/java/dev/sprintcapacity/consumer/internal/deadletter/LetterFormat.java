package dev.sprintcapacity.consumer.internal.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.consumer.internal.deadletter.kafka.GroupTopics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Turns a record that failed into its dead letter. The letter carries no timestamp of its own: the
 * time it is written counts for its retention, and a record that failed long after it was written
 * would otherwise be deleted on arrival.
 */
public final class LetterFormat {
  /** The names of all headers that were left out. */
  private static final int LEFT_OUT_BYTES = 512;

  private final String group;

  LetterFormat(String group) {
    this.group = group;
  }

  GroupTopics topicsOf(FailedRecord failed) {
    return GroupTopics.ofRecordIn(originOf(failed.record()).topic(), group);
  }

  int partitionOf(FailedRecord failed) {
    return originOf(failed.record()).partition();
  }

  ProducerRecord<byte[], byte[]> letter(FailedRecord failed, LetterSize size) {
    ConsumerRecord<byte[], byte[]> record = failed.record();
    Optional<Provenance> redriven = redriven(record);
    Origin origin = originOf(record);
    List<Header> own =
        redriven.isPresent()
            ? Provenance.originals(record.headers())
            : List.of(record.headers().toArray());
    List<Header> kept = size.keepsAllHeaders() ? own : smallOnes(own);
    List<Header> headers = new ArrayList<>(kept);
    addOrigin(headers, origin, record.key());
    text(headers, DeadLetterHeaders.GROUP, group);
    text(
        headers,
        DeadLetterHeaders.REDRIVE_COUNT,
        redriven.map(Provenance::redriveCount).orElse(0).toString());
    addFailure(headers, failed, redriven.orElse(null), size);
    if (!size.keepsAllHeaders()) {
      List<Header> leftOut = own.stream().filter(header -> !kept.contains(header)).toList();
      headers.add(new RecordHeader(DeadLetterHeaders.HEADERS_LEFT_OUT, names(leftOut)));
    }
    return new ProducerRecord<>(
        topicsOf(failed).deadLetters(),
        origin.partition(),
        null,
        record.key(),
        record.value(),
        headers);
  }

  /** The dead letter's way back to its group: its own headers, where it is from, how often. */
  public static List<Header> redriveHeaders(List<Header> originals, Provenance provenance) {
    List<Header> headers = new ArrayList<>(originals);
    addOrigin(headers, provenance.origin(), null);
    text(headers, DeadLetterHeaders.GROUP, provenance.group());
    text(headers, DeadLetterHeaders.REDRIVE_COUNT, Integer.toString(provenance.redriveCount()));
    if (provenance.firstFailure() != null) {
      text(headers, DeadLetterHeaders.FIRST_FAILURE, provenance.firstFailure().toString());
    }
    if (provenance.run() != Provenance.NO_RUN) {
      text(headers, DeadLetterHeaders.REDRIVE_RUN, Long.toString(provenance.run()));
    }
    if (provenance.unpark() != null) {
      text(headers, DeadLetterHeaders.UNPARK, provenance.unpark().toString());
    }
    return headers;
  }

  private Origin originOf(ConsumerRecord<byte[], byte[]> record) {
    return redriven(record).map(Provenance::origin).orElseGet(() -> Origin.of(record));
  }

  /** Where the record is one that a redrive of this group sent back, what it says of itself. */
  private Optional<Provenance> redriven(ConsumerRecord<byte[], byte[]> record) {
    return Provenance.of(record.headers())
        .filter(provenance -> provenance.group().equals(group))
        .filter(provenance -> comesFrom(record, provenance.origin()));
  }

  /** Read from the redrive topic, or given the place it had at first by {@link Redriven}. */
  private boolean comesFrom(ConsumerRecord<?, ?> record, Origin origin) {
    if (Redriven.isRedriveTopic(record.topic(), group)) {
      return GroupTopics.ofRecordIn(record.topic(), group).topic().equals(origin.topic());
    }
    return record.topic().equals(origin.topic())
        && record.partition() == origin.partition()
        && record.offset() == origin.offset();
  }

  private static void addOrigin(List<Header> headers, Origin origin, byte @Nullable [] key) {
    text(headers, DeadLetterHeaders.ORIGINAL_TOPIC, origin.topic());
    text(headers, DeadLetterHeaders.ORIGINAL_PARTITION, Integer.toString(origin.partition()));
    text(headers, DeadLetterHeaders.ORIGINAL_OFFSET, Long.toString(origin.offset()));
    if (origin.timestamp() != null) {
      text(headers, DeadLetterHeaders.ORIGINAL_TIMESTAMP, origin.timestamp().toString());
    }
    if (key != null && key.length <= DeadLetterHeaders.KEY_BYTES) {
      headers.add(new RecordHeader(DeadLetterHeaders.ORIGINAL_KEY, key));
    }
  }

  private static void addFailure(
      List<Header> headers, FailedRecord failed, @Nullable Provenance before, LetterSize size) {
    text(headers, DeadLetterHeaders.ATTEMPTS, Integer.toString(failed.attempts()));
    if (size.textBytes() > 0) {
      headers.add(
          new RecordHeader(
              DeadLetterHeaders.REASON, BoundedText.utf8(failed.reason(), size.textBytes())));
    }
    if (failed.cause() != null) {
      addCause(headers, new FailureText(failed.cause()), size);
    }
    Instant earlier = before == null ? null : before.firstFailure();
    text(
        headers,
        DeadLetterHeaders.FIRST_FAILURE,
        (earlier == null ? failed.firstFailure() : earlier).toString());
    text(headers, DeadLetterHeaders.LAST_FAILURE, failed.lastFailure().toString());
  }

  private static void addCause(List<Header> headers, FailureText cause, LetterSize size) {
    headers.add(new RecordHeader(DeadLetterHeaders.EXCEPTION_CLASS, cause.className()));
    if (size.textBytes() > 0) {
      cause
          .message(size.textBytes())
          .ifPresent(message ->
              headers.add(new RecordHeader(DeadLetterHeaders.EXCEPTION_MESSAGE, message)));
      cause
          .causeClassName()
          .ifPresent(
              name -> headers.add(new RecordHeader(DeadLetterHeaders.EXCEPTION_CAUSE_CLASS, name)));
    }
    if (size.stackBytes() > 0) {
      headers.add(
          new RecordHeader(
              DeadLetterHeaders.EXCEPTION_STACKTRACE, cause.stackTrace(size.stackBytes())));
    }
  }

  private static List<Header> smallOnes(List<Header> headers) {
    List<Header> small = new ArrayList<>();
    int bytes = 0;
    for (Header header : headers) {
      int size =
          header.key().getBytes(UTF_8).length
              + (header.value() == null ? 0 : header.value().length);
      if (size <= LetterSize.SMALL_HEADER_BYTES && bytes + size <= LetterSize.SMALL_HEADERS_BYTES) {
        small.add(header);
        bytes += size;
      }
    }
    return small;
  }

  private static byte[] names(List<Header> headers) {
    BoundedText names = new BoundedText(LEFT_OUT_BYTES);
    String between = "";
    for (Header header : headers) {
      names.appendOwn(between).append(header.key());
      between = ", ";
    }
    return names.toBytes();
  }

  private static void text(List<Header> headers, String name, String value) {
    headers.add(new RecordHeader(name, value.getBytes(UTF_8)));
  }
}
