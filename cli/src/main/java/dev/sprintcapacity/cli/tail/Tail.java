package dev.sprintcapacity.cli.tail;

import static java.util.stream.Collectors.joining;

import dev.sprintcapacity.cli.CliException;
import dev.sprintcapacity.cli.kafka.KafkaProblems;
import dev.sprintcapacity.cli.terminal.Notices;
import dev.sprintcapacity.cli.terminal.Output;
import dev.sprintcapacity.cli.terminal.Stop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Follows topics and prints what is published. Lives in one thread; {@link Stop} is how another one
 * ends it. Where the broker is not there, it says so once and goes on trying.
 */
final class Tail implements AutoCloseable {
  /** A broker that is there answers in milliseconds; a far one with encryption in some hundreds. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(1);

  /** Between two looks for new partitions, and between two tries to reach a broker. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Even a script that ends after a moment of silence gives a slow start this long. */
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(10);

  /** How long one poll waits; ends earlier when records come. */
  private static final Duration POLL = Duration.ofMillis(500);

  /** Silence after which the broker is asked whether it is still there. */
  private static final Duration SILENCE = Duration.ofSeconds(3);

  /** Without a group there is nothing to hand over, so closing only drops connections. */
  private static final Duration CLOSE_WITHIN = Duration.ofMillis(500);

  /** One write for many small events, and still little memory for many large ones. */
  private static final int WRITE_AT_CHARACTERS = 64 * 1024;

  private final TailSettings settings;
  private final RecordFormat format;
  private final KafkaAccess kafka;
  private final Output output;
  private final Notices notices;
  private final Announcements announcements;
  private final Stop stop;
  private final InstantSource clock;

  private @Nullable Consumer<byte[], byte[]> consumer;
  private @Nullable FollowedPartitions partitions;
  private @Nullable Instant started;
  private @Nullable Instant waitingSince;
  private Instant lastLook = Instant.MIN;
  private Instant lastSign = Instant.MIN;
  private Instant lastRecord = Instant.MIN;
  private long shown;

  /** What the loop does next. */
  enum Step {
    /** Another round. */
    GO_ON,
    /** The end, for a good reason. */
    END
  }

  Tail(
      TailSettings settings,
      RecordFormat format,
      KafkaAccess kafka,
      Output output,
      Notices notices,
      Stop stop,
      InstantSource clock) {
    this.settings = settings;
    this.format = format;
    this.kafka = kafka;
    this.output = output;
    this.notices = notices;
    this.announcements = new Announcements(notices);
    this.stop = stop;
    this.clock = clock;
  }

  /**
   * Goes on until there is a reason to end.
   *
   * @throws CliException where Kafka refuses, or does not answer for longer than tail may be idle
   */
  void run() {
    Step next = Step.GO_ON;
    while (next == Step.GO_ON) {
      next = runOnce();
    }
  }

  /** One round: look around, wait for records for a moment, print those that came. */
  Step runOnce() {
    if (stop.requested()) {
      return Step.END;
    }
    Instant begin = clock.instant();
    try {
      return partitions == null ? start(begin) : follow(partitions);
    } catch (WakeupException e) {
      return Step.END;
    } catch (TimeoutException e) {
      noAnswer("", begin);
    } catch (OffsetOutOfRangeException e) {
      restart(e.partitions());
    } catch (KafkaException e) {
      throw KafkaProblems.explain(e, servers());
    }
    return Step.GO_ON;
  }

  @Override
  public void close() {
    stop.wakeBy(() -> {});
    if (consumer != null) {
      consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
    }
  }

  private Step start(Instant begin) {
    if (started == null) {
      started = begin;
    }
    if (consumer == null) {
      if (!settings.kafka().servers().resolvable()) {
        noAnswer(", a name without an address", begin);
        stop.pause(PAUSE);
        return Step.GO_ON;
      }
      consumer = kafka.open();
      stop.wakeBy(consumer::wakeup);
    }
    FollowedPartitions following = new FollowedPartitions(consumer, settings.topics());
    if (settings.fromBeginning()) {
      following.startAtBeginning(ANSWER_WITHIN);
    } else {
      following.startAtEnd(waitingSince == null ? null : started, ANSWER_WITHIN);
    }
    announcements.following(
        following.partitionCounts(),
        servers(),
        settings.fromBeginning() ? "from the beginning" : "from the end");
    partitions = following;
    waitingSince = null;
    lastLook = clock.instant();
    lastSign = lastLook;
    lastRecord = lastLook;
    return Step.GO_ON;
  }

  private Step follow(FollowedPartitions following) {
    if (passed(PAUSE, lastLook)) {
      boolean changed = following.lookAgain(ANSWER_WITHIN);
      lastLook = clock.instant();
      if (changed) {
        announcements.changed(following.partitionCounts());
      }
    }
    if (following.isEmpty()) {
      answered();
      stop.pause(PAUSE);
      return idleFor(lastRecord) ? Step.END : Step.GO_ON;
    }
    if (kafka.isAnotherCluster()) {
      notices.say(
          "Kafka at %s is another cluster now; following it from the beginning"
              .formatted(servers()));
      following.restartAll();
    }
    if (waitingSince != null || passed(SILENCE, lastSign)) {
      following.remainingOffsets(ANSWER_WITHIN);
      answered();
    }
    ConsumerRecords<byte[], byte[]> fetched = Objects.requireNonNull(consumer).poll(POLL);
    if (!fetched.isEmpty()) {
      answered();
      print(fetched);
      lastRecord = clock.instant();
      return done() ? Step.END : Step.GO_ON;
    }
    boolean end = idleFor(lastRecord) && following.remainingOffsets(ANSWER_WITHIN) == 0;
    return end ? Step.END : Step.GO_ON;
  }

  private void print(ConsumerRecords<byte[], byte[]> fetched) {
    StringBuilder text = new StringBuilder();
    for (ConsumerRecord<byte[], byte[]> kafkaRecord : TimeOrder.of(fetched)) {
      if (done()) {
        break;
      }
      TailRecord tailRecord = TailRecord.of(kafkaRecord);
      if (settings.filter().lets(tailRecord)) {
        format.append(text, tailRecord);
        shown++;
      }
      if (text.length() >= WRITE_AT_CHARACTERS) {
        output.print(text);
        text.setLength(0);
      }
    }
    if (!text.isEmpty()) {
      output.print(text);
    }
  }

  private void restart(Set<TopicPartition> gone) {
    notices.say(
        "what was to be read next is gone from %s; going on with the oldest record there is"
            .formatted(
                gone.stream().map(TopicPartition::toString).sorted().collect(joining(", "))));
    Objects.requireNonNull(partitions).restart(gone);
  }

  private void noAnswer(String why, Instant since) {
    if (waitingSince == null) {
      waitingSince = since;
      notices.say("waiting for Kafka at %s%s; Ctrl-C ends".formatted(servers(), why));
    }
    if (idleFor(waitingSince) && passed(CONNECT_PATIENCE, waitingSince)) {
      throw new CliException(
          """
          no answer from Kafka at %s%s; start it, or say where it is with --bootstrap-servers or \
          KAFKA_BOOTSTRAP_SERVERS\
          """
              .formatted(servers(), why));
    }
  }

  private void answered() {
    if (waitingSince != null) {
      waitingSince = null;
      notices.say("Kafka at %s answers again".formatted(servers()));
    }
    lastSign = clock.instant();
  }

  private boolean done() {
    return settings.maxEvents().isPresent() && shown >= settings.maxEvents().getAsLong();
  }

  private boolean idleFor(Instant since) {
    return settings.idleExit().filter(idle -> passed(idle, since)).isPresent();
  }

  private boolean passed(Duration duration, Instant since) {
    return !clock.instant().isBefore(since.plus(duration));
  }

  private String servers() {
    return settings.kafka().servers().text();
  }
}
