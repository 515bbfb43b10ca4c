package dev.sprintcapacity.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** axe-core finds nothing serious on any page, light or dark. */
class AccessibilityTest {

  private static final String RULES = read();

  /** What would keep somebody from using the page; what is less is advice. */
  private static final String JUDGE =
      """
      async () => (await axe.run(document, {
          runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }))
        .violations
        .filter(found => found.impact === "serious" || found.impact === "critical")
        .map(found => found.id + ": " + found.nodes.map(node => node.html + " " + node.failureSummary).join(" | "))
      """;

  private final Site site = Site.shared();

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void the_list_of_sprints_has_no_serious_fault(ColorScheme scheme) {
    site.api().createSprint(Site.newNumber());
    try (Visitor visitor = Visitor.withScheme(scheme).open("/")) {
      assertThat(faults(visitor.page())).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void the_planner_has_no_serious_fault_in_any_of_its_states(ColorScheme scheme) {
    String id = site.api().createSprint(Site.newNumber());
    try (Visitor visitor = Visitor.withScheme(scheme).open("/sprints/" + id)) {
      visitor.day("Alice Johnson, Fri 5 Dec").click();
      visitor.figure("total").getByText("17.00 days").waitFor();
      visitor.page().locator("#explanations summary").first().click();
      assertThat(faults(visitor.page())).as("edited").isEmpty();

      visitor.field("Sprint number").fill("wrong");
      visitor.button("Save").click();
      visitor.page().locator("#error-summary").waitFor();
      assertThat(faults(visitor.page())).as("with an error").isEmpty();

      visitor.button("Delete").click();
      assertThat(faults(visitor.page())).as("with a question").isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void a_new_sprint_and_a_page_that_is_not_there_have_no_serious_fault(ColorScheme scheme) {
    try (Visitor visitor = Visitor.withScheme(scheme).open("/sprints/new")) {
      assertThat(faults(visitor.page())).isEmpty();
      visitor.page().navigate(site.origin() + "/sprints/sprint-none");
      assertThat(faults(visitor.page())).isEmpty();
    }
  }

  @Test
  void a_planted_fault_is_found() {
    try (Visitor visitor = Visitor.atDesk().open("/")) {
      visitor.page().evaluate("document.body.append(document.createElement('button'))");

      assertThat(faults(visitor.page())).anyMatch(fault -> fault.startsWith("button-name"));
    }
  }

  /** Serious faults of a page as it stands. */
  static List<String> faults(Page page) {
    page.evaluate(RULES);
    return ((List<?>) page.evaluate(JUDGE)).stream().flatMap(AccessibilityTest::text).toList();
  }

  private static Stream<String> text(Object fault) {
    return Stream.of(fault.toString());
  }

  private static String read() {
    try (InputStream in = AccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
      if (in == null) {
        throw new IllegalStateException("the class path holds no axe.min.js");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("could not read axe.min.js", e);
    }
  }
}
