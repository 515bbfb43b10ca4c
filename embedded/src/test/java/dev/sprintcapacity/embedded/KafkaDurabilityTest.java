package dev.sprintcapacity.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaDurabilityTest {
  @TempDir Path folder;

  @Test
  void keeps_committed_records_from_one_start_to_the_next_and_never_shows_aborted_ones()
      throws ExecutionException, InterruptedException {
    try (EmbeddedKafka kafka = new EmbeddedKafka(folder, 0, Map.of())) {
      kafka.start();
      Records.createTopic(kafka.bootstrapServers());
      try (KafkaProducer<String, String> producer =
          Records.transactionalProducer(kafka.bootstrapServers())) {
        producer.beginTransaction();
        Records.write(producer, "aborted");
        producer.abortTransaction();
        producer.beginTransaction();
        Records.write(producer, "committed");
        producer.commitTransaction();
      }
      assertThat(Records.committed(kafka.bootstrapServers())).containsExactly("committed");
    }
    try (EmbeddedKafka kafka = new EmbeddedKafka(folder, 0, Map.of())) {
      kafka.start();
      Records.commit(kafka.bootstrapServers(), "after the restart");
      assertThat(Records.committed(kafka.bootstrapServers()))
          .containsExactly("committed", "after the restart");
    }
  }

  @Test
  void keeps_what_was_committed_when_its_process_is_killed_in_the_middle_of_a_transaction()
      throws IOException, ExecutionException, InterruptedException {
    int port = FreePorts.any();
    String bootstrapServers = "localhost:" + port;
    String[] arguments = {folder.toString(), Integer.toString(port)};
    try (ChildJvm broker = ChildJvm.start(EmbeddedKafkaMain.class, arguments)) {
      assertThat(broker.awaitReady()).containsExactly(Integer.toString(port));
      Records.createTopic(bootstrapServers);
      Records.commit(bootstrapServers, "committed");
      try (KafkaProducer<String, String> producer =
          Records.transactionalProducer(bootstrapServers)) {
        producer.beginTransaction();
        Records.write(producer, "in flight");
        broker.kill();
        producer.close(Duration.ZERO);
      }
    }
    try (ChildJvm broker = ChildJvm.start(EmbeddedKafkaMain.class, arguments)) {
      broker.awaitReady();
      Records.commit(bootstrapServers, "after the kill");
      assertThat(Records.committed(bootstrapServers))
          .containsExactly("committed", "after the kill");

      assertThat(broker.terminate()).isIn(0, 143);
    }
    try (EmbeddedKafka kafka = new EmbeddedKafka(folder, port, Map.of())) {
      kafka.start();
      assertThat(Records.committed(bootstrapServers))
          .containsExactly("committed", "after the kill");
    }
  }
}
