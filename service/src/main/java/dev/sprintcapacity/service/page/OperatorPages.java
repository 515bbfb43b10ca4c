package dev.sprintcapacity.service.page;

import dev.sprintcapacity.service.http.reply.Reply;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The pages that show what happens: events, figures, consumers. They ask the API for all of it. */
@Controller
public final class OperatorPages {

  private final PageRenderer renderer;

  /** Pages of this renderer. */
  public OperatorPages(PageRenderer renderer) {
    this.renderer = renderer;
  }

  /** Events as they are published. */
  @GetMapping("/events")
  public Reply events() {
    return renderer.page("events", PageRoute.EVENTS, Map.of());
  }

  /** Capacity and team size. */
  @GetMapping("/charts")
  public Reply charts() {
    return renderer.page("charts", PageRoute.CHARTS, Map.of());
  }

  /** Consumer groups and their dead letters. */
  @GetMapping("/consumers")
  public Reply consumers() {
    return renderer.page("consumers", PageRoute.CONSUMERS, Map.of());
  }
}
