package dev.sprintcapacity.chaos.simulation.consumer;

import dev.sprintcapacity.consumer.spi.RecordLog;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** The topics of dead letters and parked keys, as a member reaches them. */
final class LifeLog implements RecordLog {
  private final World world;
  private final Life life;

  LifeLog(World world, Life life) {
    this.world = world;
    this.life = life;
  }

  @Override
  public long append(ProducerRecord<byte[], byte[]> record) {
    life.step("writes to " + record.topic(), world.latency());
    world.topics.requireAvailable();
    double trouble = world.plan.troubles().write();
    if (world.strikes(trouble / 2)) {
      throw new TimeoutException("the write got lost");
    }
    long offset = written(record);
    life.step(null, world.latency());
    if (world.strikes(trouble / 2)) {
      throw new TimeoutException("the reply to the write got lost");
    }
    return offset;
  }

  private long written(ProducerRecord<byte[], byte[]> record) {
    if (!world.planted.writesLetters() && record.topic().endsWith(".dlq")) {
      return 0;
    }
    long offset = world.topics.append(record);
    world.judge.written(life, record);
    return offset;
  }

  @Override
  public List<ConsumerRecord<byte[], byte[]>> read(TopicPartition partition) {
    life.step(null, world.latency());
    world.topics.requireAvailable();
    if (!world.planted.readsParkedKeys()) {
      return List.of();
    }
    return List.copyOf(world.topics.read(partition));
  }
}
