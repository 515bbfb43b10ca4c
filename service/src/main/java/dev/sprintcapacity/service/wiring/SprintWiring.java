package dev.sprintcapacity.service.wiring;

import dev.sprintcapacity.postgres.idempotency.IdempotencyStore;
import dev.sprintcapacity.postgres.people.PersonDirectory;
import dev.sprintcapacity.postgres.sprint.SprintStore;
import dev.sprintcapacity.service.http.CapacityPreviewController;
import dev.sprintcapacity.service.http.SprintController;
import dev.sprintcapacity.service.http.SprintStateController;
import dev.sprintcapacity.service.http.SprintWriteController;
import dev.sprintcapacity.service.http.TeamMemberController;
import dev.sprintcapacity.service.http.server.WriteLimit;
import dev.sprintcapacity.service.identity.NewIds;
import dev.sprintcapacity.service.identity.UuidV7;
import dev.sprintcapacity.service.publication.CommittedEvents;
import dev.sprintcapacity.service.publication.SprintEvents;
import dev.sprintcapacity.service.sprint.CompleteSprint;
import dev.sprintcapacity.service.sprint.CreateSprint;
import dev.sprintcapacity.service.sprint.DeleteSprint;
import dev.sprintcapacity.service.sprint.ReviseSprint;
import dev.sprintcapacity.service.sprint.SprintParts;
import dev.sprintcapacity.service.sprint.SprintQueries;
import dev.sprintcapacity.service.sprint.SprintWrites;
import dev.sprintcapacity.service.sprint.StartSprint;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The stores, the use cases on them, and the routes to those. */
@Configuration(proxyBeanMethods = false)
class SprintWiring {

  @Bean
  SprintParts sprintParts(
      DataSource dataSource, UuidV7 uuids, Clock clock, List<CommittedEvents> listeners) {
    SprintStore sprints = new SprintStore(dataSource);
    SprintWrites writes =
        new SprintWrites(
            sprints,
            new IdempotencyStore(dataSource, clock),
            new TransactionTemplate(new JdbcTransactionManager(dataSource)),
            events -> listeners.forEach(listener -> listener.committed(events)));
    return new SprintParts(
        sprints,
        new PersonDirectory(dataSource),
        writes,
        new SprintEvents(uuids),
        new NewIds(uuids),
        clock);
  }

  @Bean
  SprintQueries sprintQueries(SprintParts parts) {
    return new SprintQueries(parts.sprints(), parts.people());
  }

  @Bean
  SprintController sprintController(SprintQueries queries) {
    return new SprintController(queries);
  }

  @Bean
  TeamMemberController teamMemberController(SprintQueries queries) {
    return new TeamMemberController(queries);
  }

  @Bean
  SprintWriteController sprintWriteController(SprintParts parts, WriteLimit limit) {
    return new SprintWriteController(
        new CreateSprint(parts), new ReviseSprint(parts), new DeleteSprint(parts), limit);
  }

  @Bean
  CapacityPreviewController capacityPreviewController() {
    return new CapacityPreviewController();
  }

  @Bean
  SprintStateController sprintStateController(SprintParts parts, WriteLimit limit) {
    return new SprintStateController(new StartSprint(parts), new CompleteSprint(parts), limit);
  }
}
