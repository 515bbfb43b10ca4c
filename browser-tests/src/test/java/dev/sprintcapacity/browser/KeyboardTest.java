package dev.sprintcapacity.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Planning without a mouse. */
class KeyboardTest {

  /** More steps than any page has places to stop. */
  private static final int MOST_TABS = 80;

  private final Site site = Site.shared();

  @Test
  void a_sprint_is_planned_and_saved_with_the_keyboard_alone() {
    String number = Site.newNumber();
    try (Visitor visitor = Visitor.atDesk().open("/")) {
      Page page = visitor.page();
      tabTo(page, "New sprint");
      page.keyboard().press("Enter");
      page.locator("#planner[data-ready]").waitFor();
      visitor.field("Sprint number").waitFor();
      tabTo(page, "Sprint number");
      page.keyboard().type(number);
      tabTo(page, "Add member");
      page.keyboard().press("Enter");
      assertThat(visitor.field("Name")).isFocused();
      page.keyboard().type("Alice Johnson");
      tabToDay(page);
      String before = focusedName(page);
      page.keyboard().press("ArrowRight");
      page.keyboard().press("Space");

      assertThat(focusedName(page))
          .isNotEqualTo(before)
          .startsWith("Alice Johnson, ")
          .endsWith(": leave");
      assertThat(visitor.figure("leave")).hasText("1 day");

      tabTo(page, "Create sprint");
      page.keyboard().press("Enter");
      assertThat(page.getByText("The sprint is created.")).isVisible();
      assertThat(page).hasURL(Pattern.compile("/sprints/sprint-.*"));
    }
  }

  @Test
  void arrows_home_and_end_move_through_the_grid_which_is_one_stop_of_tab() {
    String id = site.api().createSprint(Site.newNumber());
    try (Visitor visitor = Visitor.atDesk().open("/sprints/" + id)) {
      Page page = visitor.page();
      visitor.day("Alice Johnson, Mon 1 Dec").focus();
      page.keyboard().press("ArrowLeft");
      assertThat(visitor.day("Alice Johnson, Mon 1 Dec")).isFocused();
      page.keyboard().press("ArrowDown");
      page.keyboard().press("End");
      assertThat(visitor.day("Bob Smith, Sun 14 Dec")).isFocused();
      page.keyboard().press("Home");
      page.keyboard().press("ArrowRight");
      page.keyboard().press("Enter");
      assertThat(visitor.day("Bob Smith, Tue 2 Dec")).isFocused();
      assertThat(visitor.day("Bob Smith, Tue 2 Dec")).hasAttribute("aria-selected", "true");
      assertThat(page.locator("td.day[tabindex='0']")).hasCount(1);

      page.keyboard().press("Tab");
      assertThat(page.locator("td.day:focus")).hasCount(0);
    }
  }

  @Test
  void the_first_stop_leads_past_the_navigation() {
    try (Visitor visitor = Visitor.atDesk().open("/")) {
      Page page = visitor.page();
      page.keyboard().press("Tab");
      assertThat(focusedName(page)).isEqualTo("Skip to the content");
      page.keyboard().press("Enter");
      page.keyboard().press("Tab");

      assertThat(focusedName(page)).isEqualTo("New sprint");
    }
  }

  @Test
  void a_question_is_answered_no_with_escape_and_the_focus_comes_back() {
    String id = site.api().createSprint(Site.newNumber());
    try (Visitor visitor = Visitor.atDesk().open("/sprints/" + id)) {
      visitor.button("Delete").focus();
      visitor.page().keyboard().press("Enter");
      assertThat(visitor.page().locator("dialog")).isVisible();
      visitor.page().keyboard().press("Escape");

      assertThat(visitor.page().locator("dialog")).isHidden();
      assertThat(visitor.button("Delete")).isFocused();
      assertThat(site.api().sprint(id)).contains(id);
    }
  }

  private static void tabTo(Page page, String name) {
    for (int tabs = 0; tabs < MOST_TABS; tabs++) {
      if (focusedName(page).equals(name)) {
        return;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError("Tab never came to " + name);
  }

  private static void tabToDay(Page page) {
    for (int tabs = 0; tabs < MOST_TABS; tabs++) {
      if (page.locator("td.day:focus").count() == 1) {
        return;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError("Tab never came to the grid");
  }

  /** What a reader hears of the place of the focus. */
  private static String focusedName(Page page) {
    return (String)
        page.evaluate(
            """
            () => {
              const here = document.activeElement;
              return (here.getAttribute("aria-label") ?? here.labels?.[0]?.textContent
                ?? here.textContent).trim();
            }
            """);
  }
}
