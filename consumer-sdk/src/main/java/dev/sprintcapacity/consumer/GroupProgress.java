package dev.sprintcapacity.consumer;

import dev.sprintcapacity.consumer.internal.deadletter.kafka.KafkaClients;
import dev.sprintcapacity.consumer.internal.settings.ClientSettings;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;

/**
 * How far a consumer group has read, as Kafka keeps it.
 *
 * @since 0.1.0
 */
public final class GroupProgress {
  private GroupProgress() {}

  /**
   * Makes Kafka forget how far a group has read: its next member begins where {@code
   * auto.offset.reset} says, with {@code earliest} at the beginning of the topics. Done as well
   * where Kafka does not know the group. Effects of a {@link
   * dev.sprintcapacity.consumer.inbox.TransactionalInbox} come again only where its rows of the
   * group are removed too.
   *
   * @param settings of the group's consumers
   * @throws ConsumerException where the group has members, or Kafka refuses or does not answer
   *     within some seconds
   */
  public static void forget(ConsumerSettings settings) {
    String group = settings.groupId();
    try (Admin admin = new KafkaClients(ClientSettings.of(settings), group + "-progress").admin()) {
      admin.deleteConsumerGroups(List.of(group)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw refused(group, e.getCause() == null ? e : e.getCause());
      }
    } catch (KafkaException e) {
      throw refused(group, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConsumerException(
          "interrupted while Kafka was asked to forget the progress of group " + group, e);
    }
  }

  private static ConsumerException refused(String group, Throwable cause) {
    return cause instanceof GroupNotEmptyException
        ? new ConsumerException(
            "group %s has members: stop its consumers first; one that was killed counts until its session times out"
                .formatted(group),
            cause)
        : new ConsumerException(
            "Kafka did not forget the progress of group %s: %s"
                .formatted(group, cause.getMessage()),
            cause);
  }
}
