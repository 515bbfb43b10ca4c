package dev.sprintcapacity.benchmarks.relay;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The baseline of a comparison: all records and all rows are read, and nothing is made of them. */
final class RawReaders {

  private static final int FETCH_ROWS = 1_000;
  private static final Duration POLL = Duration.ofMillis(200);

  private RawReaders() {}

  /** Reads a topic's committed records from the beginning until there are as many as given. */
  static long readTopic(String bootstrapServers, String topic, long records) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long read = 0;
      while (read < records) {
        read += consumer.poll(POLL).count();
      }
      return read;
    }
  }

  /** Reads the event table and returns how many rows it has. */
  static long readTable(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.setFetchSize(FETCH_ROWS);
      long rows = 0;
      try (ResultSet found =
          statement.executeQuery("select sprint_id, sequence, value from event")) {
        while (found.next()) {
          rows += found.getBytes("value").length > 0 ? 1 : 0;
        }
      }
      connection.rollback();
      return rows;
    }
  }
}
