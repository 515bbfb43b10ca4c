package dev.sprintcapacity.service.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.service.testing.TestApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages, their headers, their files, and what is no page. */
class PageHttpTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private static final Pattern STYLE = Pattern.compile("href=\"(/assets/[^\"]+/css/base\\.css)\"");

  private final TestApi api = TestApi.shared();

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/sprints/new", "/sprints/sprint-none"})
  void a_page_loads_from_here_alone_and_is_framed_by_nobody(String path) {
    HttpResponse<String> page = get(path, "Accept", "text/html");

    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .hasValue(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                + " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self';"
                + " frame-ancestors 'none'");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
    assertThat(page.body())
        .doesNotContain("https://", "style=\"", " onclick", "<script>")
        .doesNotContainPattern("(src|href)=\"(https?:)?//");
  }

  @Test
  void the_list_says_what_is_planned_with_its_capacity() {
    String number = TestApi.newNumber();
    String place =
        api.post(
                "/v1/sprints",
                """
                {"sprintNumber":"%s","startDate":"2031-03-03","endDate":"2031-03-16",
                 "teamMembers":[{"name":"Alice","role":"Developer"}]}\
                """
                    .formatted(number))
            .expect(201)
            .header("Location");
    String id = place.substring(place.lastIndexOf('/') + 1);
    String dates = "from=2031-03-03&to=2031-03-16";

    assertThat(get("/?status=planned&" + dates, "Accept", "text/html").body())
        .contains(
            "<a href=\"/sprints/" + id + "\">Sprint " + number + "</a>",
            "Sprint %s, planned, 3 – 16 Mar 2031, 1 in the team, 10.00 days".formatted(number));
    assertThat(get("/?status=active&" + dates, "Accept", "text/html").body())
        .contains("No sprint matches this filter.")
        .doesNotContain(id);
  }

  @ParameterizedTest
  @CsvSource({
    "status=paused, There is no such status",
    "from=tomorrow, The first day must be a date",
    "to=9999-01-01, The last day must be a date",
    "after=x, The link to these sprints is broken"
  })
  void a_filter_that_is_not_understood_is_said_and_left_aside(String query, String words) {
    HttpResponse<String> page = get("/?" + query, "Accept", "text/html");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains(words);
  }

  @Test
  void a_filter_is_text_and_never_markup() {
    assertThat(get("/?from=%22%3E%3Cscript%3E", "Accept", "text/html").body())
        .contains("&quot;&gt;&lt;script&gt;")
        .doesNotContain("\"><script>");
  }

  @Test
  void a_page_that_does_not_exist_is_told_as_a_page() {
    HttpResponse<String> page = get("/sprints/sprint-none", "Accept", "text/html");

    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
    assertThat(page.body()).contains("This page does not exist");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/sprints/sprint-none, text/html",
    "/v1/nowhere, text/html",
    "/assets/x/none.js, text/html",
    "/sprints/sprint-none, */*",
    "/nowhere, application/json"
  })
  void programs_and_the_api_get_documents_as_ever(String path, String accept) {
    HttpResponse<String> problem = get(path, "Accept", accept);

    assertThat(problem.statusCode()).isIn(404, 406);
    assertThat(problem.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @Test
  void static_files_are_kept_for_good_under_an_address_that_changes_with_them() {
    Matcher address = STYLE.matcher(get("/", "Accept", "text/html").body());
    assertThat(address.find()).isTrue();

    HttpResponse<String> style = get(address.group(1), "Accept", "*/*");

    assertThat(style.headers().firstValue("Content-Type")).hasValue("text/css;charset=UTF-8");
    assertThat(style.headers().firstValue("Cache-Control"))
        .hasValue("public, max-age=31536000, immutable");
    String tag = style.headers().firstValue("ETag").orElseThrow();
    assertThat(get(address.group(1), "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(get(address.group(1), "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    assertThat(
            get("/assets/older/css/base.css", "Accept", "*/*")
                .headers()
                .firstValue("Cache-Control"))
        .hasValue("no-cache");
  }

  @ParameterizedTest
  @CsvSource({
    "/assets/x/js/shell.js, text/javascript;charset=UTF-8",
    "/assets/x/icon.svg, image/svg+xml",
    "/webjars/x/chart.js, text/javascript;charset=UTF-8"
  })
  void a_file_has_its_media_type(String path, String mediaType) {
    assertThat(get(path, "Accept", "*/*").headers().firstValue("Content-Type")).hasValue(mediaType);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/x/../../layout.html",
        "/assets/x/css/..%2f..%2flayout.html",
        "/assets/x//page/layout.html",
        "/webjars/x/swagger-ui.css"
      })
  void no_other_file_of_the_class_path_is_served(String path) {
    assertThat(get(path, "Accept", "*/*").statusCode()).isIn(400, 404);
  }

  private HttpResponse<String> get(String path, String... headers) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path))
            .timeout(PATIENCE)
            .headers(headers)
            .build();
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException("no answer to " + request, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + request, e);
    }
  }
}
