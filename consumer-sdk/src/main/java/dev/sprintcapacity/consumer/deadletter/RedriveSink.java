package dev.sprintcapacity.consumer.deadletter;

import dev.sprintcapacity.consumer.internal.deadletter.kafka.GroupTopics;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.TopicProvision;
import dev.sprintcapacity.consumer.spi.RecordLog;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where records go that are sent back. Closed: for real, to a log, or not at all. For one thread.
 */
sealed interface RedriveSink {
  /** Sends a record; it counts when the next {@link #commit} returns. */
  void send(GroupTopics topics, ProducerRecord<byte[], byte[]> record);

  /** Makes what was sent visible, all of it or nothing. */
  void commit();

  /** A dry run. */
  final class Nowhere implements RedriveSink {
    private final ReportBuilder report;

    Nowhere(ReportBuilder report) {
      this.report = report;
    }

    @Override
    public void send(GroupTopics topics, ProducerRecord<byte[], byte[]> record) {
      // only counted
    }

    @Override
    public void commit() {
      report.committed();
    }
  }

  /** A log that takes each record at once. */
  final class Logged implements RedriveSink {
    private final RecordLog log;
    private final ReportBuilder report;

    Logged(RecordLog log, ReportBuilder report) {
      this.log = log;
      this.report = report;
    }

    @Override
    public void send(GroupTopics topics, ProducerRecord<byte[], byte[]> record) {
      log.append(record);
    }

    @Override
    public void commit() {
      report.committed();
    }
  }

  /**
   * Transactions of one transactional id per group: a second redrive of the group fences the first
   * one, whose open batch is dropped, and reads what it committed before. So two people who redrive
   * the same at once send nothing back twice.
   */
  final class Transactions implements RedriveSink {
    /** Some milliseconds of work; far from any limit of a transaction. */
    static final int BATCH = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

    private final Producer<byte[], byte[]> producer;
    private final TopicProvision provision;
    private final ReportBuilder report;
    private int open;

    /** Takes a producer whose transactions are initialised. */
    Transactions(
        Producer<byte[], byte[]> producer, TopicProvision provision, ReportBuilder report) {
      this.producer = producer;
      this.provision = provision;
      this.report = report;
    }

    @Override
    public void send(GroupTopics topics, ProducerRecord<byte[], byte[]> record) {
      if (open == BATCH) {
        commit();
      }
      provision.requireRedrive(topics, record.partition());
      if (open == 0) {
        producer.beginTransaction();
      }
      // a failure is told by the commit
      var unused = producer.send(record);
      open++;
    }

    @Override
    public void commit() {
      if (open > 0) {
        producer.commitTransaction();
        open = 0;
        report.committed();
      }
    }

    /** Where it stopped on its way: readers would wait for the open batch until it times out. */
    void dropOpen() {
      if (open == 0) {
        return;
      }
      try {
        producer.abortTransaction();
      } catch (KafkaException e) {
        LOG.debug("The open batch is left to the broker, or to the next redrive", e);
      }
    }
  }
}
