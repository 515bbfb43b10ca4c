package dev.sprintcapacity.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Planning a sprint at a desk. */
class PlannerTest {

  private final Site site = Site.shared();

  @Test
  void a_sprint_is_created_and_stands_in_the_list() {
    String number = Site.newNumber();
    try (Visitor visitor = Visitor.atDesk().open("/")) {
      visitor.page().getByText("New sprint").click();
      visitor.field("Sprint number").fill(number);
      visitor.field("First day").fill("2025-12-01");
      visitor.field("Last day").fill("2025-12-14");
      visitor.button("Add member").click();
      visitor.field("Name").fill("Alice Johnson");
      visitor.button("Create sprint").click();

      assertThat(visitor.page().getByText("The sprint is created.")).isVisible();
      assertThat(visitor.page()).hasURL(Pattern.compile("/sprints/sprint-[0-9a-f-]+$"));
      assertThat(visitor.page().locator("#status")).hasText("planned");

      visitor.open("/");
      Locator row =
          visitor.page().locator("tr", new Page.LocatorOptions().setHasText("Sprint " + number));
      assertThat(row).containsText("1 – 14 Dec 2025");
      assertThat(row).containsText("10.00");
      assertThat(visitor.page().locator("a.bar[aria-label^='Sprint " + number + ",']")).isVisible();
    }
  }

  @Test
  void leave_changes_the_numbers_at_once_and_nothing_is_stored_before_it_is_saved() {
    String id = site.api().createSprint(Site.newNumber());
    try (Visitor visitor = Visitor.atDesk().open("/sprints/" + id)) {
      assertThat(visitor.figure("total")).hasText("18.00 days");

      visitor.day("Alice Johnson, Fri 5 Dec").click();

      assertThat(visitor.figure("total")).hasText("17.00 days");
      assertThat(visitor.figure("leave")).hasText("1 day");
      assertThat(visitor.day("Alice Johnson, Fri 5 Dec")).hasAttribute("aria-selected", "true");
      assertThat(site.api().sprint(id)).doesNotContain("2025-12-05");

      visitor.button("Save").click();
      assertThat(visitor.page().getByText("Saved.")).isVisible();
      assertThat(site.api().sprint(id)).contains("\"startDate\":\"2025-12-05\"");

      visitor.day("Alice Johnson, Fri 5 Dec").click();
      assertThat(visitor.figure("total")).hasText("18.00 days");
    }
  }

  @Test
  void confidence_and_dates_change_the_numbers_as_one_types() {
    String id = site.api().createSprint(Site.newNumber());
    try (Visitor visitor = Visitor.atDesk().open("/sprints/" + id)) {
      visitor.page().getByLabel("Confidence in %, slider").fill("50");
      assertThat(visitor.figure("total")).hasText("9.00 days");

      visitor.field("Last day").fill("2025-12-07");
      assertThat(visitor.figure("working")).hasText("5");
      assertThat(visitor.figure("total")).hasText("5.00 days");
    }
  }

  @Test
  void every_lost_day_is_explained() {
    String id = site.api().createSprint(Site.newNumber());
    try (Visitor visitor = Visitor.atDesk().open("/sprints/" + id)) {
      visitor.day("Bob Smith, Fri 5 Dec").click();
      assertThat(visitor.figure("total")).hasText("17.00 days");
      visitor.page().locator("#explanations summary").nth(1).click();

      assertThat(visitor.page().locator("#explanations details[open] li"))
          .hasText(
              new String[] {
                "Fri 5 Dec: leave",
                "Sat 6 Dec: weekend",
                "Sun 7 Dec: weekend",
                "Mon 8 Dec: holiday Immaculate Conception",
                "Sat 13 Dec: weekend",
                "Sun 14 Dec: weekend"
              });
    }
  }

  @Test
  void a_weekend_or_holiday_takes_no_leave_and_says_why() {
    String id = site.api().createSprint(Site.newNumber());
    try (Visitor visitor = Visitor.atDesk().open("/sprints/" + id)) {
      // it is told to be disabled, yet a hand does not know
      visitor.day("Alice Johnson, Mon 8 Dec").click(new Locator.ClickOptions().setForce(true));

      assertThat(visitor.page().locator("#grid-said"))
          .hasText(Pattern.compile("Mon 8 Dec is holiday Immaculate Conception: nobody works.*"));
      assertThat(visitor.page().locator("#save-state")).hasText("All saved");
    }
  }

  @Test
  void what_is_wrong_is_said_beside_its_input_and_the_first_one_gets_the_focus() {
    try (Visitor visitor = Visitor.atDesk().open("/sprints/new")) {
      visitor.field("Sprint number").fill("twelve");
      visitor.field("Last day").fill("2020-01-01");
      visitor.button("Add member").click();
      visitor.field("E-mail").fill("nobody");
      visitor.button("Create sprint").click();

      assertThat(visitor.page().locator("#error-summary"))
          .containsText("4 things are to be corrected");
      assertThat(visitor.field("Sprint number")).hasAttribute("aria-invalid", "true");
      assertThat(visitor.field("Sprint number")).isFocused();
      assertThat(visitor.field("Sprint number"))
          .hasAccessibleDescription(Pattern.compile(".*must be YY-NN.*"));
      assertThat(visitor.field("Last day"))
          .hasAccessibleDescription(Pattern.compile(".*must be after the start date.*"));
      assertThat(visitor.field("Name")).hasAttribute("aria-invalid", "true");
      assertThat(visitor.field("E-mail")).hasAttribute("aria-invalid", "true");

      visitor.field("Sprint number").fill(Site.newNumber());
      assertThat(visitor.field("Sprint number")).not().hasAttribute("aria-invalid", "true");
      visitor.page().locator("#error-summary a").nth(2).click();
      assertThat(visitor.field("Name")).isFocused();
    }
  }

  @Test
  void a_number_that_is_taken_is_told_at_the_number() {
    String number = Site.newNumber();
    site.api().createSprint(number);
    try (Visitor visitor = Visitor.atDesk().open("/sprints/new")) {
      visitor.field("Sprint number").fill(number);
      visitor.button("Create sprint").click();

      assertThat(visitor.field("Sprint number"))
          .hasAccessibleDescription(Pattern.compile(".*is taken by another sprint.*"));
    }
  }

  @Test
  void a_sprint_is_started_completed_and_deleted_each_after_a_question() {
    String id = site.api().createSprint(Site.newNumber());
    try (Visitor visitor = Visitor.atDesk().open("/sprints/" + id)) {
      visitor.button("Start").click();
      visitor.page().locator("dialog").getByText("Cancel").click();
      assertThat(visitor.page().locator("#status")).hasText("planned");

      visitor.button("Start").click();
      visitor.page().locator("#confirm-yes").click();
      assertThat(visitor.page().locator("#status")).hasText("active");

      visitor.button("Complete").click();
      visitor.page().locator("#confirm-yes").click();
      assertThat(visitor.page().locator("#status")).hasText("completed");
      assertThat(visitor.field("Sprint number")).isDisabled();

      visitor.button("Delete").click();
      visitor.page().locator("#confirm-yes").click();
      assertThat(visitor.page()).hasURL(site.origin() + "/");
      assertThat(site.api().sprint(id)).contains("NOT_FOUND");
    }
  }

  @Test
  void a_save_over_somebody_elses_change_is_held_up_until_one_version_is_chosen() {
    String id = site.api().createSprint(Site.newNumber());
    try (Visitor visitor = Visitor.atDesk().open("/sprints/" + id)) {
      visitor.page().route("**/v1/events/stream", route -> route.abort());
      visitor.open("/sprints/" + id);
      visitor.day("Alice Johnson, Fri 5 Dec").click();
      site.api().changeConfidence(id, 50);
      visitor.button("Save").click();
      assertThat(visitor.page().getByText("Somebody else saved this sprint")).isVisible();
      assertThat(site.api().sprint(id)).doesNotContain("2025-12-05");

      visitor.button("Keep mine").click();
      visitor.button("Save").click();
      assertThat(visitor.page().getByText("Saved.")).isVisible();
      assertThat(site.api().sprint(id)).contains("2025-12-05", "\"confidencePercentage\":100.0");

      visitor.day("Alice Johnson, Tue 9 Dec").click();
      site.api().changeConfidence(id, 40);
      visitor.button("Save").click();
      visitor.button("Load their version").click();
      assertThat(visitor.page().locator("#save-state")).hasText("All saved");
      assertThat(visitor.field("Confidence in %").first()).hasValue("40");
      assertThat(visitor.day("Alice Johnson, Tue 9 Dec")).hasAttribute("aria-selected", "false");
    }
  }
}
