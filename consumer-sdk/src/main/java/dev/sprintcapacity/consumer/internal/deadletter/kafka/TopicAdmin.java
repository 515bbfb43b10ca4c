package dev.sprintcapacity.consumer.internal.deadletter.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Questions about topics, one at a time, each answered or failed within the client's own bound.
 * Connects at the first one. For one thread at a time.
 */
final class TopicAdmin {
  private static final Logger LOG = LoggerFactory.getLogger(TopicAdmin.class);

  private final Supplier<Admin> admins;
  private @Nullable Admin admin;

  TopicAdmin(Supplier<Admin> admins) {
    this.admins = admins;
  }

  /** A topic; null where there is none. */
  @Nullable TopicDescription describe(String topic) {
    try {
      return done(
          Objects.requireNonNull(
              admin().describeTopics(List.of(topic)).topicNameValues().get(topic)));
    } catch (UnknownTopicOrPartitionException missing) {
      return null;
    }
  }

  /** A setting of a topic; null where this client may not ask. */
  @Nullable String config(String topic, String key) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try {
      Config config = done(admin().describeConfigs(Set.of(resource)).all()).get(resource);
      ConfigEntry entry = config == null ? null : config.get(key);
      return entry == null ? null : entry.value();
    } catch (AuthorizationException e) {
      LOG.debug("The settings of topic {} cannot be read", topic, e);
      return null;
    }
  }

  /** Makes a topic; false where another member was faster. */
  boolean create(NewTopic topic) {
    try {
      done(admin().createTopics(List.of(topic)).all());
      return true;
    } catch (TopicExistsException fasterMember) {
      return false;
    }
  }

  void grow(String topic, int partitions) {
    done(admin().createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions))).all());
  }

  void close() {
    if (admin != null) {
      admin.close(Duration.ZERO);
      admin = null;
    }
  }

  private Admin admin() {
    Admin now = admin;
    if (now == null) {
      now = admins.get();
      admin = now;
    }
    return now;
  }

  private static <T> T done(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
