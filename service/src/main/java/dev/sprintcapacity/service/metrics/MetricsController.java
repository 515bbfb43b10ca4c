package dev.sprintcapacity.service.metrics;

import dev.sprintcapacity.service.http.reply.Reply;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Serves everything that is measured. */
@Controller
public final class MetricsController {

  private static final String TEXT_FORM = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry;

  public MetricsController(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  /** The metrics in the text form of Prometheus. */
  @GetMapping("/metrics")
  public Reply metrics() {
    return Reply.of(TEXT_FORM, registry.scrape().getBytes(StandardCharsets.UTF_8));
  }
}
