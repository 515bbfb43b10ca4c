package dev.sprintcapacity.service.wiring;

import dev.sprintcapacity.consumers.email.mailbox.Mailbox;
import dev.sprintcapacity.events.KafkaEnvironment;
import dev.sprintcapacity.service.http.ConsumerController;
import dev.sprintcapacity.service.http.server.OriginFilter;
import dev.sprintcapacity.service.live.Live;
import dev.sprintcapacity.service.operations.KafkaOperations;
import dev.sprintcapacity.service.page.MailboxPages;
import dev.sprintcapacity.service.page.OperatorPages;
import dev.sprintcapacity.service.page.PageRenderer;
import dev.sprintcapacity.service.settings.ServiceSettings;
import java.time.Clock;
import java.util.Optional;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What operators see and do, and who may change anything from a browser. */
@Configuration(proxyBeanMethods = false)
class OperationsWiring {

  /** Opens nothing until it is asked; closed with the application. */
  @Bean
  KafkaOperations kafkaOperations(ServiceSettings settings, Clock clock) {
    return new KafkaOperations(
        KafkaEnvironment.clientProperties(settings.kafka().variables()), clock);
  }

  @Bean
  ConsumerController consumerController(ServiceSettings settings, KafkaOperations operations) {
    return new ConsumerController(
        settings.kafka().enabled() ? Optional.of(operations) : Optional.empty());
  }

  @Bean
  OperatorPages operatorPages(PageRenderer renderer) {
    return new OperatorPages(renderer);
  }

  /** The folder is the one that the e-mail consumer writes to. */
  @Bean
  MailboxPages mailboxPages(PageRenderer renderer, ServiceSettings settings) {
    return new MailboxPages(renderer, new Mailbox(settings.dataFolder().resolve("mail")));
  }

  /** Behind the filter that answers refusals. */
  @Bean
  FilterRegistrationBean<OriginFilter> originFilter(Live live) {
    FilterRegistrationBean<OriginFilter> registration =
        new FilterRegistrationBean<>(new OriginFilter(live.origins()));
    registration.addUrlPatterns("/*");
    registration.setOrder(Integer.MIN_VALUE + 1);
    return registration;
  }
}
