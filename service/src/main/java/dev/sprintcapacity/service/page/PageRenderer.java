package dev.sprintcapacity.service.page;

import dev.sprintcapacity.service.ServiceException;
import dev.sprintcapacity.service.http.reply.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.exceptions.TemplateEngineException;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Makes pages of templates. Every text of a model is escaped where the template says {@code
 * th:text} or sets an attribute; templates use nothing else. Thread-safe.
 */
public final class PageRenderer {

  /** Where templates are in the class path. */
  private static final String FOLDER = "page/";

  private static final String HTML = "text/html;charset=UTF-8";

  private final TemplateEngine engine;
  private final Assets assets;

  /** A renderer of pages that load these files. */
  public PageRenderer(Assets assets) {
    this.assets = assets;
    ClassLoaderTemplateResolver templates =
        new ClassLoaderTemplateResolver(PageRenderer.class.getClassLoader());
    templates.setPrefix(FOLDER);
    templates.setSuffix(".html");
    templates.setTemplateMode(TemplateMode.HTML);
    templates.setCharacterEncoding(StandardCharsets.UTF_8.name());
    templates.setCacheable(true);
    engine = new TemplateEngine();
    engine.setTemplateResolver(templates);
  }

  /**
   * The page of a template.
   *
   * @param template its name without folder and suffix, such as {@code sprints}
   * @param current the place in the navigation that the page belongs to
   * @param model what the template asks for; the layout adds {@code assets} and {@code webjars},
   *     the addresses below which static files are, {@code routes} and {@code current}
   * @throws ServiceException if the template is missing or asks for what the model does not have
   */
  public Reply page(String template, PageRoute current, Map<String, Object> model) {
    return page(200, template, List.of(current), model);
  }

  /** The page that tells a problem; it belongs to no place of the navigation. */
  Reply problem(int status, Map<String, Object> model) {
    return page(status, "problem", List.of(), model);
  }

  private Reply page(
      int status, String template, List<PageRoute> current, Map<String, Object> model) {
    Map<String, Object> variables = new HashMap<>(model);
    variables.put("assets", assets.address(Assets.OURS));
    variables.put("webjars", assets.address(Assets.WEBJARS));
    variables.put("routes", Arrays.asList(PageRoute.values()));
    variables.put("current", current.isEmpty() ? "" : current.getFirst().path());
    return new Reply(status, PageHeaders.with("Content-Type", HTML), rendered(template, variables));
  }

  private byte[] rendered(String template, Map<String, Object> variables) {
    try {
      return engine
          .process(template, new Context(Locale.ENGLISH, variables))
          .getBytes(StandardCharsets.UTF_8);
    } catch (TemplateEngineException e) {
      throw new ServiceException("Could not make the page %s".formatted(template), e);
    }
  }
}
