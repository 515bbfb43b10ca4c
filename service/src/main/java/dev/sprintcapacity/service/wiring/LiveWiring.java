package dev.sprintcapacity.service.wiring;

import dev.sprintcapacity.service.live.Live;
import dev.sprintcapacity.service.live.LiveController;
import dev.sprintcapacity.service.publication.CommittedEvents;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/** The routes to live updates. */
@Configuration(proxyBeanMethods = false)
class LiveWiring {

  @Bean
  LiveController liveController(Live live) {
    return new LiveController(live, new DefaultHandshakeHandler());
  }

  @Bean
  CommittedEvents liveListener(Live live) {
    return live.streams().listener();
  }
}
