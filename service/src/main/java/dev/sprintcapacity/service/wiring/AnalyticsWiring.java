package dev.sprintcapacity.service.wiring;

import dev.sprintcapacity.consumers.analytics.AnalyticsQueries;
import dev.sprintcapacity.service.analytics.AnalyticsController;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The routes that show what the analytics consumer keeps, in the same database. */
@Configuration(proxyBeanMethods = false)
class AnalyticsWiring {

  @Bean
  AnalyticsController analyticsController(DataSource dataSource) {
    return new AnalyticsController(new AnalyticsQueries(dataSource));
  }
}
