package dev.sprintcapacity.consumer.internal.deadletter.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** The topics beside a topic, and how they are made. */
public enum TopicKind {
  /** See {@link GroupTopics#deadLetters()}. */
  DEAD_LETTERS,
  /** See {@link GroupTopics#redrive()}. */
  REDRIVE,
  /** See {@link GroupTopics#parked()}. */
  PARKED;

  /** What our headers may add to the largest record of the topic. */
  private static final int HEADER_ROOM_BYTES = 64 * 1024;

  String nameIn(GroupTopics topics) {
    return switch (this) {
      case DEAD_LETTERS -> topics.deadLetters();
      case REDRIVE -> topics.redrive();
      case PARKED -> topics.parked();
    };
  }

  String cleanupPolicy() {
    return this == PARKED ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE;
  }

  /** What another clean-up would take away. */
  String whatIsLost() {
    return this == PARKED ? "parked keys after a while" : "all letters of a key but the last";
  }

  /**
   * Settings of a new topic. Nothing is deleted by age until somebody decides so: the usual seven
   * days are a long weekend, and a letter that is gone leaves its key parked with a gap. The
   * broker's clock stamps the letters, so that a time range is a range of offsets.
   *
   * @param sourceMaxBytes the largest record of the topic; 0 where that is not known
   */
  Map<String, String> configs(int sourceMaxBytes) {
    Map<String, String> configs = new HashMap<>();
    configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanupPolicy());
    if (this == PARKED) {
      configs.put(TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(8 * 1024 * 1024));
      configs.put(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1");
      return configs;
    }
    configs.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
    configs.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
    configs.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    if (sourceMaxBytes > 0) {
      long bytes = Math.min(Integer.MAX_VALUE, (long) sourceMaxBytes + HEADER_ROOM_BYTES);
      configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Long.toString(bytes));
    }
    return configs;
  }
}
