package dev.sprintcapacity.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Chromium that is installed; none is ever downloaded. Tests that miss it are skipped and say
 * so; with {@code TEST_REQUIRE_CLIENTS=true} in the environment they fail.
 */
final class Chromium {

  private static final boolean REQUIRED =
      "true".equalsIgnoreCase(System.getenv("TEST_REQUIRE_CLIENTS"));

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  /** Nothing but what a test asks of it: no look for updates, no account, no sandbox as root. */
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private Chromium() {}

  /** Goes on only where there is a browser. */
  static void require() {
    boolean there = find().isPresent();
    String problem =
        "no Chromium on the path: install one, as with apt-get install chromium, to test the pages";
    if (REQUIRED) {
      assertThat(there).as(problem).isTrue();
    } else {
      assumeThat(there).as(problem).isTrue();
    }
  }

  /** The driver, told to bring no browser of its own. */
  static Playwright driver() {
    return Playwright.create(
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  }

  /** A running browser without a window. */
  static Browser start(Playwright driver) {
    return driver
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(find().orElseThrow())
                .setHeadless(true)
                .setArgs(ARGUMENTS));
  }

  private static Optional<Path> find() {
    return NAMES.stream().flatMap(Chromium::onPath).filter(Files::isExecutable).findFirst();
  }

  private static Stream<Path> onPath(String name) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, name));
  }
}
