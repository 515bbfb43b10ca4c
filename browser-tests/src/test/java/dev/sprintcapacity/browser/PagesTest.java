package dev.sprintcapacity.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What all pages have in common: where they load from, how they fit, how they look. */
class PagesTest {

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

  private static String background(Visitor visitor) {
    return (String) visitor.page().evaluate("getComputedStyle(document.body).backgroundColor");
  }
}
