package dev.sprintcapacity.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import org.junit.jupiter.api.Test;

/** What one person does, another sees without asking. */
class LiveTest {

  private final Site site = Site.shared();

  @Test
  void a_second_browser_sees_a_saved_change_without_asking() {
    String id = site.api().createSprint(Site.newNumber());
    try (Visitor one = Visitor.atDesk().open("/sprints/" + id);
        Visitor other = Visitor.atDesk().open("/sprints/" + id)) {
      assertThat(other.page().locator("#live-state")).hasText("Live");

      one.day("Alice Johnson, Fri 5 Dec").click();
      one.button("Save").click();

      assertThat(other.day("Alice Johnson, Fri 5 Dec")).hasAttribute("aria-selected", "true");
      assertThat(other.figure("total")).hasText("17.00 days");
      assertThat(
              other
                  .page()
                  .getByText("Somebody else changed this sprint; this is how it stands now."))
          .isVisible();
      assertThat(one.page().getByText("Saved.")).isVisible();
    }
  }

  @Test
  void what_is_not_saved_is_kept_when_somebody_else_saves() {
    String id = site.api().createSprint(Site.newNumber());
    try (Visitor visitor = Visitor.atDesk().open("/sprints/" + id)) {
      assertThat(visitor.page().locator("#live-state")).hasText("Live");
      visitor.day("Bob Smith, Fri 5 Dec").click();

      site.api().changeConfidence(id, 60);

      assertThat(
              visitor
                  .page()
                  .getByText("Somebody else changed this sprint. Your changes are not saved yet."))
          .isVisible();
      assertThat(visitor.day("Bob Smith, Fri 5 Dec")).hasAttribute("aria-selected", "true");
      visitor.button("Load their version").click();
      assertThat(visitor.figure("total")).hasText("10.80 days");
    }
  }

  @Test
  void a_deleted_sprint_says_so_where_it_is_open() {
    String id = site.api().createSprint(Site.newNumber());
    try (Visitor visitor = Visitor.atDesk().open("/sprints/" + id)) {
      assertThat(visitor.page().locator("#live-state")).hasText("Live");

      site.api().delete(id);

      assertThat(visitor.page().getByText("This sprint was deleted.")).isVisible();
      assertThat(visitor.page().locator("#savebar")).isHidden();
    }
  }

  @Test
  void the_list_shows_a_new_sprint_without_asking() {
    String number = Site.newNumber();
    try (Visitor visitor = Visitor.atDesk().open("/")) {
      assertThat(visitor.page().locator("#live-state")).hasText("Live");

      String id = site.api().createSprint(number);

      Locator row = visitor.page().locator("tr[data-sprint='" + id + "']");
      assertThat(row).containsText("Sprint " + number);
      site.api().delete(id);
      assertThat(row).hasCount(0);
    }
  }

  @Test
  void without_the_stream_planning_goes_on_and_the_page_says_that_it_is_not_live() {
    String id = site.api().createSprint(Site.newNumber());
    try (Visitor visitor = Visitor.atDesk()) {
      visitor
          .page()
          .route(
              "**/v1/events/stream",
              route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
      visitor.open("/sprints/" + id);
      assertThat(visitor.page().locator("#live-state")).containsText("Not live");

      visitor.day("Alice Johnson, Fri 5 Dec").click();
      visitor.button("Save").click();

      assertThat(visitor.page().getByText("Saved.", new Page.GetByTextOptions().setExact(true)))
          .isVisible();
      assertThat(site.api().sprint(id)).contains("2025-12-05");
    }
  }
}
