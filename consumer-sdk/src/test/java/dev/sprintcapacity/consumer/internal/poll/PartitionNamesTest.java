package dev.sprintcapacity.consumer.internal.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionNamesTest {

  @Test
  void numbers_that_follow_each_other_are_a_range_and_topics_come_in_their_order() {
    assertThat(
            PartitionNames.of(
                List.of(
                    new TopicPartition("payments", 7),
                    new TopicPartition("orders", 10),
                    new TopicPartition("orders", 1),
                    new TopicPartition("orders", 0),
                    new TopicPartition("orders", 2),
                    new TopicPartition("orders", 11),
                    new TopicPartition("orders", 4))))
        .isEqualTo("orders 0-2,4,10-11, payments 7");
  }

  @Test
  void none_have_no_name() {
    assertThat(PartitionNames.of(List.of())).isEmpty();
  }
}
