package dev.sprintcapacity.consumers.runtime;

import dev.sprintcapacity.consumers.SprintConsumer;
import dev.sprintcapacity.consumers.analytics.AnalyticsConsumer;
import dev.sprintcapacity.consumers.email.EmailConsumer;
import dev.sprintcapacity.consumers.jira.JiraConsumer;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/** How each kind of consumer is made of the settings. */
final class ConsumerMakers {

  private ConsumerMakers() {}

  static Map<ConsumerKind, Supplier<SprintConsumer>> of(ConsumersSettings settings, Clock clock) {
    return Map.of(
        ConsumerKind.EMAIL,
        () -> new EmailConsumer(settings.email(), settings.database(), settings.kafka(), clock),
        ConsumerKind.ANALYTICS,
        () -> new AnalyticsConsumer(settings.database(), settings.kafka(), clock),
        ConsumerKind.JIRA,
        () -> new JiraConsumer(settings.jira(), settings.database(), settings.kafka(), clock));
  }
}
