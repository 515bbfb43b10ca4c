package dev.sprintcapacity.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What all pages have in common: where they load from, how they fit, how they look. */
class PagesTest {

  private static final Pattern STYLE = Pattern.compile("href=\"(/assets/[^\"]+/css/base\\.css)\"");

  private final Site site = Site.shared();

  @Test
  void no_page_is_wider_than_a_phone() {
    String id = site.api().createSprint(Site.newNumber());
    for (String path : List.of("/", "/sprints/new", "/sprints/" + id, "/sprints/sprint-none")) {
      try (Visitor visitor = Visitor.onPhone()) {
        if (path.endsWith("none")) {
          visitor.page().navigate(site.origin() + path);
        } else {
          visitor.open(path);
        }
        assertThat(visitor.page().evaluate("document.documentElement.scrollWidth - innerWidth"))
            .as("pixels beyond the edge at " + path)
            .isEqualTo(0);
      }
    }
  }

  @Test
  void the_grid_scrolls_inside_its_own_box_on_a_phone() {
    String id = site.api().createSprint(Site.newNumber());
    try (Visitor visitor = Visitor.onPhone().open("/sprints/" + id)) {
      assertThat(
              (Boolean)
                  visitor
                      .page()
                      .evaluate(
                          "() => { const g = document.getElementById('grid'); return g.scrollWidth"
                              + " > g.clientWidth; }"))
          .isTrue();
      visitor.day("Bob Smith, Fri 12 Dec").tap();
      assertThat(visitor.figure("total")).hasText("17.00 days");
    }
  }

  @Test
  void nothing_inline_runs() {
    try (Visitor visitor = Visitor.atDesk().open("/")) {
      visitor
          .page()
          .evaluate(
              """
              () => {
                const script = document.createElement("script");
                script.textContent = "document.title = 'taken over'";
                document.body.append(script);
                document.body.setAttribute("style", "display: none");
              }
              """);

      assertThat(visitor.page()).hasTitle("Sprints · Sprint Capacity");
      assertThat(visitor.page().locator("h1")).isVisible();
      assertThat(visitor.violations()).hasSize(2);
      visitor.forgiveViolations();
    }
  }

  @Test
  void text_of_people_is_text_and_never_markup() {
    String id = site.api().createSprint(Site.newNumber());
    try (Visitor visitor = Visitor.atDesk().open("/sprints/" + id)) {
      visitor.field("Name").first().fill("<img src=x onerror=alert(1)>");
      visitor.button("Save").click();
      assertThat(visitor.page().getByText("Saved.")).isVisible();

      visitor.open("/sprints/" + id);

      assertThat(visitor.page().locator("th.who").first()).hasText("<img src=x onerror=alert(1)>");
      assertThat(visitor.page().locator("main img")).hasCount(0);
    }
  }

  @Test
  void a_chosen_theme_is_kept_and_the_systems_is_used_without_one() {
    try (Visitor visitor = Visitor.withScheme(ColorScheme.DARK).open("/")) {
      String dark = background(visitor);
      visitor.button("Theme: system").click();
      assertThat(visitor.button("Theme: light")).isVisible();
      String light = background(visitor);
      assertThat(light).isNotEqualTo(dark);

      visitor.open("/sprints/new");
      assertThat(background(visitor)).isEqualTo(light);
      visitor.button("Theme: light").click();
      assertThat(background(visitor)).isEqualTo(dark);
    }
  }

  @Test
  void a_page_that_does_not_exist_is_a_page_and_a_document_for_programs() {
    HttpResponse<String> page = site.api().get("/sprints/sprint-none", "Accept", "text/html");
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
    assertThat(page.body()).contains("This page does not exist");

    for (String path : List.of("/v1/sprints/sprint-none", "/v1/nowhere")) {
      HttpResponse<String> problem = site.api().get(path, "Accept", "text/html, */*");
      assertThat(problem.statusCode()).isEqualTo(404);
      assertThat(problem.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }
    assertThat(site.api().get("/nowhere", "Accept", "*/*").body())
        .contains("\"code\":\"NOT_FOUND\"");
  }

  @Test
  void static_files_are_kept_for_good_under_an_address_that_changes_with_them() {
    Matcher address = STYLE.matcher(site.api().get("/", "Accept", "text/html").body());
    assertThat(address.find()).isTrue();

    HttpResponse<String> style = site.api().get(address.group(1), "Accept", "*/*");
    assertThat(style.headers().firstValue("Content-Type")).hasValue("text/css;charset=UTF-8");
    assertThat(style.headers().firstValue("Cache-Control"))
        .hasValue("public, max-age=31536000, immutable");
    String tag = style.headers().firstValue("ETag").orElseThrow();
    assertThat(site.api().get(address.group(1), "If-None-Match", tag).statusCode()).isEqualTo(304);
    HttpResponse<String> older = site.api().get("/assets/older/css/base.css", "Accept", "*/*");
    assertThat(older.headers().firstValue("Cache-Control")).hasValue("no-cache");
    assertThat(site.api().get("/assets/older/../../layout.html", "Accept", "*/*").statusCode())
        .isIn(400, 404);
    assertThat(
            site.api().get("/assets/older/css/..%2f..%2flayout.html", "Accept", "*/*").statusCode())
        .isIn(400, 404);
  }

  private static String background(Visitor visitor) {
    return (String) visitor.page().evaluate("getComputedStyle(document.body).backgroundColor");
  }
}
