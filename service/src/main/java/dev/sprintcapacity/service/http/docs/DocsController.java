package dev.sprintcapacity.service.http.docs;

import dev.sprintcapacity.service.ServiceException;
import dev.sprintcapacity.service.http.problem.ProblemCode;
import dev.sprintcapacity.service.http.problem.ProblemException;
import dev.sprintcapacity.service.http.reply.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Serves the description of the API and a page that shows it. Everything the page needs comes from
 * here: the content security policy lets it ask nobody else.
 */
@Controller
public final class DocsController {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

  private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui/";
  private static final String VERSION_FILE =
      "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

  private static final String SCRIPT = "text/javascript;charset=UTF-8";
  private static final String STYLE = "text/css;charset=UTF-8";

  /** The files of the page that come from the webjar, and nothing else of it. */
  private static final Map<String, String> WEBJAR_FILES =
      Map.of(
          "swagger-ui.css", STYLE,
          "swagger-ui-bundle.js", SCRIPT,
          "favicon-32x32.png", "image/png");

  /** The description of the API. */
  @GetMapping(path = "/openapi.json", produces = Reply.JSON)
  public Reply openApi() {
    return Reply.of(Reply.JSON, resource("/openapi/openapi.json"));
  }

  /** The page. */
  @GetMapping(path = "/docs", produces = "text/html")
  public Reply page() {
    return Reply.of("text/html;charset=UTF-8", resource("/openapi/docs.html"))
        .with("Content-Security-Policy", POLICY);
  }

  /** A file of the page. */
  @GetMapping("/docs/{file}")
  public Reply file(@PathVariable("file") String file) {
    if (file.equals("docs.js")) {
      return Reply.of(SCRIPT, resource("/openapi/docs.js"));
    }
    String mediaType = WEBJAR_FILES.get(file);
    if (mediaType == null) {
      throw new ProblemException(ProblemCode.NOT_FOUND, "The page has no such file.");
    }
    return Reply.of(mediaType, resource(WEBJAR + version() + "/" + file));
  }

  private static String version() {
    return new String(resource(VERSION_FILE), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("version="))
        .map(line -> line.substring("version=".length()))
        .findFirst()
        .orElseThrow();
  }

  private static byte[] resource(String name) {
    try (InputStream in = DocsController.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new ServiceException("The class path must hold %s, but does not".formatted(name));
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ServiceException("Could not read %s of the class path".formatted(name), e);
    }
  }
}
