package dev.sprintcapacity.service.wiring;

import dev.sprintcapacity.service.http.problem.ProblemForm;
import dev.sprintcapacity.service.page.AssetController;
import dev.sprintcapacity.service.page.Assets;
import dev.sprintcapacity.service.page.PageRenderer;
import dev.sprintcapacity.service.page.ProblemPages;
import dev.sprintcapacity.service.page.planner.SprintPages;
import dev.sprintcapacity.service.sprint.SprintQueries;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Pages and what they load. */
@Configuration(proxyBeanMethods = false)
class PageWiring {

  @Bean
  Assets assets() {
    return Assets.read();
  }

  @Bean
  PageRenderer pageRenderer(Assets assets) {
    return new PageRenderer(assets);
  }

  @Bean
  ProblemForm problemForm(PageRenderer renderer) {
    return new ProblemPages(renderer);
  }

  @Bean
  AssetController assetController(Assets assets) {
    return new AssetController(assets);
  }

  @Bean
  SprintPages sprintPages(PageRenderer renderer, SprintQueries queries, Clock clock) {
    return new SprintPages(renderer, queries, clock);
  }
}
