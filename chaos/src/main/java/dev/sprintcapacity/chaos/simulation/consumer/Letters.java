package dev.sprintcapacity.chaos.simulation.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Whether dead letters are whole and are written where there is reason to, and parked keys. */
final class Letters {
  private static final String PREFIX = "sprintcap-dlq-";
  private static final List<String> NEVER_ABSENT =
      List.of("group", "reason", "attempts", "first-failure", "last-failure");
  private static final Pattern THROUGH = Pattern.compile("\"through\"\\s*:\\s*(\\d+)");

  private final World world;
  private final Judge judge;

  Letters(World world, Judge judge) {
    this.world = world;
    this.judge = judge;
  }

  void written(Life life, ProducerRecord<byte[], byte[]> record) {
    if (record.topic().endsWith(".dlq")) {
      letter(life, record);
    } else if (record.topic().endsWith(".parked") && record.value() != null) {
      parked(record);
    }
  }

  private void parked(ProducerRecord<byte[], byte[]> record) {
    Matcher through = THROUGH.matcher(new String(record.value(), UTF_8));
    if (!through.find()) {
      judge.violation("a parked key says nothing: " + record);
      return;
    }
    String key = new String(record.key(), UTF_8);
    String suffix = "." + WorldPlan.GROUP + ".parked";
    String topic = record.topic().substring(0, record.topic().length() - suffix.length());
    world.trace.add("parked", key + " in " + topic + " through " + through.group(1));
    for (Fact fact : judge.facts(new TopicPartition(topic, record.partition()))) {
      if (fact.key.equals(key) && fact.offset <= Long.parseLong(through.group(1))) {
        fact.parked = true;
      }
    }
  }

  private void letter(Life life, ProducerRecord<byte[], byte[]> letter) {
    TopicPartition partition =
        new TopicPartition(
            text(letter, "original-topic"), Integer.parseInt(text(letter, "original-partition")));
    int offset = Integer.parseInt(text(letter, "original-offset"));
    Fact fact = judge.facts(partition).get(offset);
    world.trace.add(life.id(), "buries " + fact + ": " + text(letter, "reason"));
    requireWhole(fact, letter, world.topics.read(partition).get(offset));
    if (!mayBeWritten(life, fact)) {
      judge.violation(
          life.id()
              + " makes "
              + fact
              + " a dead letter without reason: "
              + text(letter, "reason"));
    }
    fact.letter = true;
  }

  private boolean mayBeWritten(Life life, Fact fact) {
    Fact.Attempts attempts = fact.attemptsOf(life.id());
    return fact.kind == Fact.Kind.POISON
        || attempts.forGood
        || attempts.failures >= world.plan.settings().retry().maxAttempts()
        || (world.plan.parks() && isParked(fact));
  }

  /** Behind another letter of its key, or its own, where its offset could not be committed. */
  private boolean isParked(Fact fact) {
    return judge.facts(fact.partition).stream()
        .anyMatch(other -> other.letter && other.key.equals(fact.key));
  }

  private void requireWhole(
      Fact fact, ProducerRecord<byte[], byte[]> letter, ConsumerRecord<byte[], byte[]> record) {
    if (!Arrays.equals(letter.key(), record.key())
        || !Arrays.equals(letter.value(), record.value())
        || !fact.partition.equals(new TopicPartition(record.topic(), letter.partition()))) {
      judge.violation("the dead letter of " + fact + " is not its record");
    }
    for (Header header : record.headers()) {
      Header kept = letter.headers().lastHeader(header.key());
      if (kept == null || !Arrays.equals(kept.value(), header.value())) {
        judge.violation("the dead letter of " + fact + " lacks the header " + header.key());
      }
    }
    for (String name : NEVER_ABSENT) {
      if (text(letter, name).isEmpty()) {
        judge.violation("the dead letter of " + fact + " does not tell its " + name);
      }
    }
  }

  private static String text(ProducerRecord<byte[], byte[]> letter, String name) {
    Header header = letter.headers().lastHeader(PREFIX + name);
    return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
  }
}
