package dev.sprintcapacity.chaos.load;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.events.Topic;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of events, where no service makes them. */
public final class EventTopics {

  private EventTopics() {}

  /**
   * Makes all of them, on one broker.
   *
   * @throws ChaosException where the broker does not
   */
  public static void create(String bootstrapServers, int partitions) {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      admin
          .createTopics(
              Arrays.stream(Topic.values())
                  .map(topic -> new NewTopic(topic.topicName(), partitions, (short) 1))
                  .toList())
          .all()
          .get();
    } catch (ExecutionException e) {
      throw new ChaosException("cannot make the topics", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChaosException("interrupted while topics were made", e);
    }
  }
}
