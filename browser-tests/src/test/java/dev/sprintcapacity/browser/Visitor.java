package dev.sprintcapacity.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;

/**
 * A person with a browser of their own. Whoever leaves ({@link #close()}) has asked nothing of any
 * other host, broken no rule of the content security policy, and met no failure of a script.
 */
final class Visitor implements AutoCloseable {

  private final Site site;
  private final BrowserContext context;
  private final Page page;
  private final List<String> elsewhere = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  private Visitor(Site site, Browser.NewContextOptions options) {
    this.site = site;
    context = site.browser().newContext(options.setLocale("en-GB"));
    context.setDefaultTimeout(Site.PATIENCE_MILLIS);
    context.onRequest(request -> {
      String url = request.url();
      if (!url.startsWith(site.origin() + "/") && !url.startsWith("data:")) {
        elsewhere.add(url);
      }
    });
    page = context.newPage();
    page.onPageError(failures::add);
    page.onConsoleMessage(message -> {
      if (message.text().contains("Content Security Policy")) {
        violations.add(message.text());
      }
    });
  }

  /** At a desk. */
  static Visitor atDesk() {
    return new Visitor(Site.shared(), new Browser.NewContextOptions().setViewportSize(1280, 900));
  }

  /** With a narrow phone. */
  static Visitor onPhone() {
    return new Visitor(
        Site.shared(), new Browser.NewContextOptions().setViewportSize(360, 740).setHasTouch(true));
  }

  /** At a desk, with a system that is light or dark. */
  static Visitor withScheme(ColorScheme scheme) {
    return new Visitor(
        Site.shared(),
        new Browser.NewContextOptions().setViewportSize(1280, 900).setColorScheme(scheme));
  }

  /** The page that is open. */
  Page page() {
    return page;
  }

  /** Goes to a path and waits for its scripts to be through with their beginning. */
  Visitor open(String path) {
    page.navigate(site.origin() + path);
    if (path.startsWith("/sprints/")) {
      page.locator("#planner[data-ready]").waitFor();
    }
    return this;
  }

  /** What is refused by the content security policy so far. */
  List<String> violations() {
    return violations;
  }

  /** Expects that a violation was made on purpose. */
  void forgiveViolations() {
    violations.clear();
  }

  /** The input with this label. */
  Locator field(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  /** The button that says this. */
  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** The cell of the grid for a member, such as {@code Alice Johnson, Fri 5 Dec}. */
  Locator day(String memberAndDay) {
    return page.locator("td.day[aria-label^='" + memberAndDay + ":']");
  }

  /** A figure of the team's capacity. */
  Locator figure(String key) {
    return page.locator("[data-figure=" + key + "]");
  }

  @Override
  public void close() {
    // what the page still had to say is heard before it is judged
    page.evaluate("() => new Promise(done => requestAnimationFrame(done))");
    context.close();
    assertThat(elsewhere).as("requests to other hosts").isEmpty();
    assertThat(violations).as("violations of the content security policy").isEmpty();
    assertThat(failures).as("failures of scripts").isEmpty();
  }
}
