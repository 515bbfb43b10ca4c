package dev.sprintcapacity.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./sprintcap} as a newcomer meets it, on machines that lack this or that. */
class LauncherTest {

  private static final String MAVEN = "#!/bin/sh\necho this is Maven\n";

  @TempDir private Path folder;

  @Test
  void help_lists_commands_and_variables() {
    for (String arguments : new String[] {"help", "--help", ""}) {
      Ended help = launcher(arguments);

      assertThat(help.exitCode()).isZero();
      assertThat(help.err()).isEmpty();
      assertThat(help.out())
          .startsWith("Sprint Capacity\n")
          .contains("  up  ", "  serve  ", "  consumers  ", "  tail  ", "  reconcile  ")
          .contains("  rebuild-topic  ", "  train  ", "  test  ")
          .contains("SPRINTCAP_HTTP_PORT", "SPRINTCAP_KAFKA_PORT", "KAFKA_BOOTSTRAP_SERVERS")
          .contains("SPRINTCAP_CONSUMERS", "SMTP_", "JIRA_");
    }
  }

  @Test
  void an_unknown_command_is_named_after_the_usage() {
    Ended ended = launcher("pu");

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .startsWith("Sprint Capacity\n")
        .endsWith("sprintcap: unknown command 'pu'\n");
  }

  @Test
  void what_this_build_was_trained_on_is_not_trained_again_and_goes_to_every_start() {
    Workplace workplace = Workplace.in(folder);

    Ended train = Ended.of(folder, "./sprintcap train", workplace.environment());
    Ended options =
        Ended.of(folder, Repository.file("build/train.sh") + " options", workplace.environment());

    assertThat(train.exitCode()).isZero();
    assertThat(train.out()).contains("nothing to do").contains("is newer than every jar");
    assertThat(options.out()).startsWith("-XX:AOTCache=").contains("standalone.aot\n");
  }

  @Test
  void a_setting_that_nobody_knows_is_refused_with_the_nearest_name() {
    Workplace workplace = Workplace.in(folder);
    Map<String, String> environment = new HashMap<>(workplace.environment());
    environment.put("SPRINTCAP_HTTP_PROT", "8001");

    Ended serve = Ended.of(folder, "./sprintcap serve", environment);

    assertThat(serve.exitCode()).isEqualTo(1);
    assertThat(serve.err())
        .contains("SPRINTCAP_HTTP_PROT is not a setting; did you mean SPRINTCAP_HTTP_PORT?")
        .doesNotContain("\tat ");
  }

  @Test
  void consumers_say_what_they_take_and_refuse_what_they_do_not_know() {
    Workplace workplace = Workplace.in(folder);

    Ended help = Ended.of(folder, "./sprintcap consumers --help", workplace.environment());
    Ended unknown = Ended.of(folder, "./sprintcap consumers emial", workplace.environment());

    assertThat(help.exitCode()).as(help.toString()).isZero();
    assertThat(help.out())
        .startsWith("Usage: sprintcap consumers [--rebuild] [NAME...]")
        .contains("SPRINTCAP_CONSUMERS", "DATABASE_URL", "KAFKA_*");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err())
        .endsWith("sprintcap: there is no consumer called 'emial', but [email, analytics, jira]\n");
  }

  @Test
  void a_jdk_25_is_found_behind_folders_that_are_none_and_older_ones() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path older = jdk("older", "17.0.2");
    Path newer = jdk("newer", "26");
    Path right = jdk("right one", "25.0.3");
    Path second = jdk("second", "25");

    Ended ended = withCandidates("find_jdk", empty, older, newer, right, second);

    assertThat(ended.exitCode()).as(ended.toString()).isZero();
    assertThat(ended.out()).isEqualTo(right + "\n");
  }

  @Test
  void without_a_jdk_25_it_says_where_it_looked_and_what_to_install() throws IOException {
    Ended ended = withCandidates("main up", jdk("older", "17.0.2"));

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .startsWith("sprintcap: no JDK 25 found.\n")
        .contains("JAVA_HOME", "/usr/lib/jvm", "adoptium.net", "openjdk-25-jdk");
  }

  @Test
  void the_jdk_of_java_home_comes_first() throws IOException {
    Path own = jdk("own", "25.0.1");

    Ended ended = sourced("find_jdk", Map.of("JAVA_HOME", own.toString()));

    assertThat(ended.out()).isEqualTo(own + "\n");
  }

  @Test
  void without_maven_it_is_fetched_once_and_checked() throws Exception {
    byte[] archive = distribution("apache-maven-9/");
    try (Repo repo = new Repo(archive)) {
      Ended fetched = fetchMaven(repo.address(), sha512(archive));
      Ended again = fetchMaven(repo.address(), sha512(archive));

      assertThat(fetched.exitCode()).as(fetched.toString()).isZero();
      assertThat(fetched.err()).contains("no Maven is installed; fetching Apache Maven 9 to ");
      assertThat(again.err()).isEmpty();
      assertThat(again.out()).isEqualTo(fetched.out());
      assertThat(repo.requests).hasValue(1);
      assertThat(Ended.of(folder, "'%s'".formatted(fetched.out().strip()), Map.of()).out())
          .isEqualTo("this is Maven\n");
    }
  }

  @Test
  void a_maven_that_is_not_the_expected_one_is_not_used() throws Exception {
    try (Repo repo = new Repo(distribution("apache-maven-9/"))) {
      Ended ended = fetchMaven(repo.address(), "0".repeat(128));

      assertThat(ended.exitCode()).isEqualTo(1);
      assertThat(ended.out()).isEmpty();
      assertThat(ended.err())
          .contains("has SHA-512", "is expected: not used", "could not be fetched");
      assertThat(mavenFiles()).isEmpty();
    }
  }

  @Test
  void an_archive_that_leads_out_of_its_folder_is_not_unpacked() throws Exception {
    byte[] archive = distribution("apache-maven-9/../../../");
    try (Repo repo = new Repo(archive)) {
      Ended ended = fetchMaven(repo.address(), sha512(archive));

      assertThat(ended.exitCode()).isEqualTo(1);
      assertThat(ended.err()).contains("leads out of the archive: not used");
      assertThat(mavenFiles()).isEmpty();
    }
  }

  @Test
  void a_repository_that_does_not_answer_or_has_no_maven_is_named() throws Exception {
    Ended silent = fetchMaven("http://127.0.0.1:1/nobody", "0");
    Ended missing;
    try (Repo repo = new Repo(new byte[0])) {
      missing = fetchMaven(repo.address() + "/elsewhere", "0");
    }

    assertThat(silent.exitCode()).isEqualTo(1);
    assertThat(silent.err())
        .contains("http://127.0.0.1:1/nobody/org/apache/maven/", "cannot be fetched")
        .contains("Install it with your system's package manager", "MVNW_REPOURL")
        .doesNotContain("\tat ");
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.err()).contains("answered with status 404");
  }

  @Test
  void without_maven_and_an_address_it_says_what_to_do() {
    Ended ended = fetchMaven("", "0");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err())
        .contains("Apache Maven is needed to build and is not installed", "MVNW_REPOURL")
        .doesNotContain("fetching");
  }

  private Ended launcher(String arguments) {
    return Ended.of(folder, "'" + Repository.file("sprintcap") + "' " + arguments, Map.of());
  }

  /** Runs a function of the launcher. */
  private Ended sourced(String script, Map<String, String> environment) {
    return Ended.of(folder, ". '" + Repository.file("sprintcap") + "'\n" + script, environment);
  }

  /** Runs a function of the launcher on a machine with no other folders than these. */
  private Ended withCandidates(String script, Path... candidates) {
    String list =
        Stream.of(candidates)
            .map(candidate -> "echo '" + candidate + "'")
            .collect(Collectors.joining("\n"));
    return sourced("jdk_candidates() {\n" + list + "\n}\n" + script, Map.of());
  }

  /** Runs it on a machine whose path has no Maven. */
  private Ended fetchMaven(String repository, String sha512) {
    return sourced(
        """
        maven_version=9
        maven_sha512=%s
        command() { [ "$2" != mvn ] && builtin command "$@"; }
        find_maven
        """
            .formatted(sha512),
        Map.of(
            "MVNW_REPOURL", repository, "MAVEN_USER_HOME", folder.resolve("user home").toString()));
  }

  private List<Path> mavenFiles() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    Path javac = Files.createDirectories(home.resolve("bin")).resolve("javac");
    assertThat(Files.createFile(javac).toFile().setExecutable(true)).isTrue();
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
    return home;
  }

  private static byte[] distribution(String top) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(top + "bin/mvn"));
      zip.write(MAVEN.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }

  private static String sha512(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(bytes));
  }

  /** A Maven repository with this one archive. */
  private static final class Repo implements AutoCloseable {
    private final AtomicInteger requests = new AtomicInteger();
    private final HttpServer server;

    Repo(byte[] archive) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/org/apache/maven/apache-maven/9/apache-maven-9-bin.zip",
          exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, archive.length);
            exchange.getResponseBody().write(archive);
            exchange.close();
          });
      server.start();
    }

    String address() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
