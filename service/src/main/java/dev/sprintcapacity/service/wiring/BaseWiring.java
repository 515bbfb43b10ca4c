package dev.sprintcapacity.service.wiring;

import dev.sprintcapacity.postgres.DatabaseCheck;
import dev.sprintcapacity.service.health.DatabaseHealth;
import dev.sprintcapacity.service.health.HealthController;
import dev.sprintcapacity.service.health.HealthDetails;
import dev.sprintcapacity.service.http.docs.DocsController;
import dev.sprintcapacity.service.identity.UuidV7;
import dev.sprintcapacity.service.metrics.MetricsController;
import dev.sprintcapacity.service.metrics.ServiceMetrics;
import dev.sprintcapacity.service.relay.Relay;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Time, ids, health, metrics and documents. */
@Configuration(proxyBeanMethods = false)
class BaseWiring {

  @Bean
  UuidV7 uuids(Clock clock) {
    return new UuidV7(clock, new SecureRandom());
  }

  @Bean
  PrometheusMeterRegistry meterRegistry(ServiceMetrics metrics) {
    return metrics.registry();
  }

  @Bean
  MetricsController metricsController(PrometheusMeterRegistry registry) {
    return new MetricsController(registry);
  }

  @Bean
  DatabaseHealth databaseHealth(DataSource dataSource, Clock clock) {
    return new DatabaseHealth(new DatabaseCheck(dataSource), clock);
  }

  @Bean
  HealthController healthController(DatabaseHealth database, Relay relay, Clock clock) {
    return new HealthController(
        database, new HealthDetails(ProductVersion.read(), clock, clock.instant(), relay));
  }

  @Bean
  DocsController docsController() {
    return new DocsController();
  }
}
