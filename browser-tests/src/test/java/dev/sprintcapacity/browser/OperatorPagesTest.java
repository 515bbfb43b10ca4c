package dev.sprintcapacity.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events, charts, consumers and mails, as somebody sees them who runs the product. */
class OperatorPagesTest {

  private static final int PATIENCE_MILLIS = 30_000;
  private static final Duration PATIENCE = Duration.ofMillis(PATIENCE_MILLIS);
  private static final LocatorAssertions.IsVisibleOptions SOON =
      new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS);

  private final Site site = Site.shared();
  private final String number = Site.newNumber();

  @Test
  void each_member_with_an_address_is_welcomed_in_the_mailbox() throws IOException {
    site.api().createTeamSprint(number);
    try (Visitor visitor = Visitor.atDesk()) {
      awaitMails(visitor);
      assertThat(mailTo(visitor, "alice")).hasCount(1);
      assertThat(mailTo(visitor, "bob")).hasCount(1);

      mailTo(visitor, "alice").click();
      assertThat(visitor.page().frameLocator("iframe").locator("body")).containsText(number);
      assertThat(visitor.page().locator("#text")).isHidden();
      visitor.button("As plain text").click();
      assertThat(visitor.page().locator(".mail-text")).containsText(number);
      assertThat(visitor.page().locator("iframe")).isHidden();

      Download invitation =
          visitor
              .page()
              .waitForDownload(() -> visitor.page().getByText("Save the invitation").click());
      assertThat(new String(invitation.createReadStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("BEGIN:VCALENDAR");
    }
  }

  @Test
  void a_mail_is_framed_without_scripts_and_loads_nothing() {
    site.api().createTeamSprint(number);
    try (Visitor visitor = Visitor.atDesk()) {
      awaitMails(visitor);
      String mail = mailTo(visitor, "bob").getAttribute("href");

      assertThat(
              visitor
                  .page()
                  .request()
                  .get(site.origin() + mail + "/html")
                  .headers()
                  .get("content-security-policy"))
          .contains("default-src 'none'", "sandbox", "form-action 'none'");
      mailTo(visitor, "bob").click();
      assertThat(visitor.page().locator("iframe")).hasAttribute("sandbox", "");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void the_text_of_a_mail_stands_out_from_its_ground(ColorScheme scheme) throws IOException {
    site.api().createTeamSprint(number);
    try (Visitor visitor = Visitor.withScheme(scheme)) {
      awaitMails(visitor);
      mailTo(visitor, "bob").click();
      assertThat(visitor.page().frameLocator("iframe").locator("body")).containsText(number);

      assertThat(inkedPixels(visitor.page().locator("iframe").screenshot())).isGreaterThan(1_000);
    }
  }

  @Test
  void charts_show_the_sprint_and_its_history_also_as_numbers() {
    String id = site.api().createTeamSprint(number);
    try (Visitor visitor = Visitor.atDesk().open("/charts")) {
      Page page = visitor.page();
      Locator row = page.locator("#capacity-rows tr", new Page.LocatorOptions().setHasText(number));
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> {
            page.reload();
            row.waitFor(
                new Locator.WaitForOptions()
                    .setState(WaitForSelectorState.ATTACHED)
                    .setTimeout(3_000));
          });
      page.getByText("Capacity in numbers").click();
      assertThat(row).containsText("100 %");
      assertThat(
              (Boolean)
                  page.evaluate(
                      "name => Chart.getChart('capacity').data.labels.some(it =>"
                          + " it.includes(name))",
                      number))
          .isTrue();

      visitor.field("Sprint").selectOption(id);
      assertThat(page.locator("#history-words")).containsText("2 members");
      site.api().changeConfidence(id, 50);
      page.getByText("History in numbers").click();
      assertThat(page.locator("#history-rows tr", new Page.LocatorOptions().setHasText("50 %")))
          .isVisible(SOON);
      assertThat(page.locator("#history-csv"))
          .hasAttribute("href", "/v1/analytics/sprints/" + id + "/history?format=csv");
    }
  }

  @Test
  void what_a_consumer_could_not_handle_is_shown_and_sent_back_after_a_question() {
    String group = "calendar-" + number;
    try (FailingCalendar calendar = new FailingCalendar(site.bootstrapServers(), group, number);
        Visitor visitor = Visitor.atDesk()) {
      String id = site.api().createTeamSprint(number);
      visitor.open("/consumers");
      Page page = visitor.page();
      Locator row = page.locator("#groups tr", new Page.LocatorOptions().setHasText(group));
      assertThat(row.locator(".badge.bad")).isVisible(SOON);
      row.locator("a").click();
      Locator letter = page.locator(".letter");
      assertThat(letter).containsText(id);
      assertThat(letter).containsText("no calendar for sprint " + number);

      calendar.mend();
      visitor.button("All of this sprint…").click();
      assertThat(page.locator("#redrive-what")).containsText("1 of 1 dead letter would go back");
      visitor.button("Cancel").click();
      assertThat(calendar.handled()).doesNotContain(number);

      visitor.button("Send this back…").click();
      page.locator("#redrive-confirm").click();
      assertThat(page.locator("#outcome")).containsText("1 dead letter sent back");
      assertThat(page.locator("#no-letters")).isVisible();
      await().atMost(PATIENCE).until(() -> calendar.handled().contains(number));
    }
  }

  @Test
  void events_come_live_newest_first_and_wait_while_the_page_is_paused() {
    try (Visitor visitor = Visitor.atDesk().open("/events")) {
      Page page = visitor.page();
      assertThat(page.locator("#live-state")).hasText("Live");
      String id = site.api().createTeamSprint(number);
      visitor.field("Sprint").fill(id);
      Locator entries = page.locator(".stream-entry:visible");
      assertThat(entries.filter(new Locator.FilterOptions().setHasText("sprint.created")))
          .isVisible(SOON);

      site.api().changeConfidence(id, 50);
      assertThat(entries.first()).containsText("sprint.updated");
      entries.first().locator("summary").click();
      assertThat(entries.first().locator("pre")).containsText("\"event_type\": \"sprint.updated\"");

      visitor.field("Type").selectOption("sprint.created");
      assertThat(entries).hasCount(1);
      visitor.field("Type").selectOption("");

      visitor.button("Pause").click();
      site.api().changeConfidence(id, 60);
      assertThat(page.locator("#pause")).containsText("new)");
      int before = entries.count();
      page.locator("#pause").click();
      assertThat(entries).not().hasCount(before);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void none_of_the_pages_has_a_serious_fault(ColorScheme scheme) {
    site.api().createTeamSprint(number);
    try (Visitor visitor = Visitor.withScheme(scheme)) {
      awaitMails(visitor);
      assertThat(AccessibilityTest.faults(visitor.page())).as("mailbox").isEmpty();
      mailTo(visitor, "alice").click();
      visitor.button("As plain text").click();
      assertThat(AccessibilityTest.faults(visitor.page())).as("mail").isEmpty();

      visitor.open("/events");
      assertThat(visitor.page().locator("#live-state")).hasText("Live");
      site.api().createTeamSprint(Site.newNumber());
      visitor.page().locator(".stream-entry summary").first().click();
      assertThat(AccessibilityTest.faults(visitor.page())).as("events").isEmpty();

      visitor.open("/charts");
      visitor.page().getByText("Capacity in numbers").click();
      assertThat(AccessibilityTest.faults(visitor.page())).as("charts").isEmpty();

      visitor.open("/consumers#email-sender");
      visitor.page().locator("#chosen").waitFor();
      assertThat(AccessibilityTest.faults(visitor.page())).as("consumers").isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/events", "/charts", "/consumers#email-sender", "/mailbox"})
  void pages_fit_a_phone(String path) {
    site.api().createTeamSprint(number);
    try (Visitor visitor = Visitor.onPhone().open(path)) {
      visitor.page().waitForLoadState();

      assertThat(
              (Boolean)
                  visitor
                      .page()
                      .evaluate(
                          "document.documentElement.scrollWidth <="
                              + " document.documentElement.clientWidth"))
          .isTrue();
    }
  }

  /**
   * Pixels that are far from the colour of the ground, which is that of the lower half's middle.
   */
  private static long inkedPixels(byte[] png) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    int ground = image.getRGB(image.getWidth() / 2, image.getHeight() * 3 / 4) & 0xFF;
    return IntStream.range(0, image.getWidth() * image.getHeight())
        .map(at -> image.getRGB(at % image.getWidth(), at / image.getWidth()) & 0xFF)
        .filter(blue -> Math.abs(blue - ground) > 100)
        .count();
  }

  private void awaitMails(Visitor visitor) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          visitor.open("/mailbox");
          assertThat(mailTo(visitor, "alice").count()).isEqualTo(1);
          assertThat(mailTo(visitor, "bob").count()).isEqualTo(1);
        });
  }

  /** The welcome; whoever is scrum master gets other mails as well. */
  private Locator mailTo(Visitor visitor, String name) {
    return visitor
        .page()
        .locator(
            ".mail", new Page.LocatorOptions().setHasText(name + "-" + number + "@example.com"))
        .filter(new Locator.FilterOptions().setHasText("Welcome"));
  }
}
