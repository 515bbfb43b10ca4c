package dev.sprintcapacity.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.sprintcapacity.standalone.Standalone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Everything that runs for the tests of this JVM: the product on free ports with its data in a
 * folder of its own, and one browser. Starts when the first test asks and stops with the JVM.
 */
final class Site {

  /** Until something is seen in a page; on a busy machine it takes a while. */
  static final int PATIENCE_MILLIS = 30_000;

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private static final class Shared {
    static final Site SITE = new Site();
  }

  private final Path folder;
  private final Standalone product;
  private final Playwright driver;
  private final Browser browser;
  private final Api api;

  private Site() {
    try {
      folder = Files.createTempDirectory("sprintcap-pages");
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for the data", e);
    }
    product =
        new Standalone(
            Map.of(
                "SPRINTCAP_DATA", folder.toString(),
                "SPRINTCAP_HTTP_PORT", "0",
                "SPRINTCAP_KAFKA_PORT", "0"));
    product.start();
    driver = Chromium.driver();
    browser = Chromium.start(driver);
    api = new Api(origin());
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "site-stop"));
  }

  /** The one site; a test that gets it goes on only where there is a browser. */
  static Site shared() {
    Chromium.require();
    return Shared.SITE;
  }

  /** Scheme, host and port. */
  String origin() {
    return "http://localhost:" + product.httpPort();
  }

  /** Where the broker of the product is. */
  String bootstrapServers() {
    return product.bootstrapServers();
  }

  /** The browser of all visitors. */
  Browser browser() {
    return browser;
  }

  /** The API beside the pages. */
  Api api() {
    return api;
  }

  /** A sprint number that no other test uses. */
  static String newNumber() {
    return "25-page-" + NUMBERS.incrementAndGet();
  }

  private void stop() {
    product.close();
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      System.err.println("left behind: " + folder + " (" + e + ")");
    }
  }
}
