package dev.sprintcapacity.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between modules, and what each module may know of the outside world. */
class ModuleArrowsTest {

  /** Who may import whom: exactly the arrows of the design. */
  private static final Map<String, List<String>> ARROWS =
      Map.ofEntries(
          Map.entry("domain", List.of()),
          Map.entry("settings", List.of()),
          Map.entry("events", List.of()),
          Map.entry("embedded", List.of()),
          Map.entry("consumer", List.of("events")),
          Map.entry("testkit", List.of("events", "consumer")),
          Map.entry("postgres", List.of("domain", "events")),
          Map.entry("consumers", List.of("settings", "events", "consumer")),
          Map.entry(
              "service",
              List.of("domain", "settings", "events", "postgres", "consumer", "consumers")),
          Map.entry("cli", List.of("settings", "events")),
          Map.entry(
              "standalone",
              List.of(
                  "domain",
                  "settings",
                  "events",
                  "embedded",
                  "consumer",
                  "consumers",
                  "postgres",
                  "service",
                  "cli")),
          Map.entry(
              "chaos",
              List.of(
                  "domain",
                  "settings",
                  "events",
                  "embedded",
                  "consumer",
                  "consumers",
                  "testkit",
                  "postgres",
                  "service",
                  "standalone")),
          Map.entry(
              "benchmarks",
              List.of(
                  "domain",
                  "settings",
                  "events",
                  "embedded",
                  "consumer",
                  "consumers",
                  "postgres",
                  "service",
                  "standalone",
                  "chaos")));

  /** The only rooms that may know a framework. */
  private static final String[] SPRING_WEB_AND_BOOT = {
    "org.springframework.boot..", "org.springframework.web..", "org.springframework.context.."
  };

  @Test
  void every_module_holds_classes_so_that_no_rule_below_is_empty() {
    for (String module : Production.MODULES) {
      assertThat(Production.CLASSES.stream().filter(type -> inModule(type, module)))
          .as("classes of module %s", module)
          .isNotEmpty();
    }
    assertThat(ARROWS.keySet()).containsExactlyInAnyOrderElementsOf(Production.MODULES);
  }

  @Test
  void modules_import_only_what_the_design_allows() {
    for (Map.Entry<String, List<String>> arrow : ARROWS.entrySet()) {
      String[] allowed =
          Stream.concat(Stream.of(arrow.getKey()), arrow.getValue().stream())
              .map(module -> Production.BASE + "." + module + "..")
              .toArray(String[]::new);

      classes()
          .that()
          .resideInAPackage(Production.BASE + "." + arrow.getKey() + "..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(allowed).or(not(resideInAnyPackage(Production.BASE + ".."))))
          .check(Production.CLASSES);
    }
  }

  @Test
  void domain_knows_the_jdk_and_nullness_annotations_only() {
    classes()
        .that()
        .resideInAPackage("dev.sprintcapacity.domain..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.sprintcapacity.domain..",
            "java.lang..",
            "java.util..",
            "java.time..",
            "java.math..",
            "java.io",
            "org.jspecify..")
        .check(Production.CLASSES);
  }

  @Test
  void events_know_streaming_json_and_nothing_else() {
    classes()
        .that()
        .resideInAPackage("dev.sprintcapacity.events..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.sprintcapacity.events..", "java..", "tools.jackson.core..", "org.jspecify..")
        .check(Production.CLASSES);
  }

  @Test
  void the_consumer_knows_the_kafka_client_a_logger_and_no_framework() {
    assertUsed("org.apache.kafka.clients.consumer", "consumer");
    classes()
        .that()
        .resideInAPackage("dev.sprintcapacity.consumer..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.sprintcapacity.consumer..",
            "dev.sprintcapacity.events..",
            "java..",
            "javax.sql..",
            "org.apache.kafka.clients..",
            "org.apache.kafka.common..",
            "tools.jackson.core..",
            "io.micrometer.core..",
            "com.networknt.schema..",
            "org.slf4j..",
            "org.jspecify..")
        .check(Production.CLASSES);
  }

  @Test
  void the_test_kit_knows_the_consumer_the_kafka_client_and_no_test_framework() {
    assertUsed("org.apache.kafka.clients.consumer", "testkit");
    classes()
        .that()
        .resideInAPackage("dev.sprintcapacity.testkit..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.sprintcapacity.testkit..",
            "dev.sprintcapacity.consumer..",
            "dev.sprintcapacity.events..",
            "java..",
            "org.apache.kafka.clients..",
            "org.apache.kafka.common..",
            "org.jspecify..")
        .check(Production.CLASSES);
  }

  @Test
  void settings_know_the_jdk_and_nullness_annotations_only() {
    classes()
        .that()
        .resideInAPackage("dev.sprintcapacity.settings..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.sprintcapacity.settings..", "java..", "org.jspecify..")
        .check(Production.CLASSES);
  }

  @Test
  void rooms_of_consumers_know_each_other_in_the_runtime_alone() {
    for (String room : List.of("email", "analytics", "jira", "dashboard")) {
      noClasses()
          .that()
          .resideInAPackage("dev.sprintcapacity.consumers..")
          .and()
          .resideOutsideOfPackages(
              "dev.sprintcapacity.consumers.%s..".formatted(room),
              "dev.sprintcapacity.consumers.runtime..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.sprintcapacity.consumers.%s..".formatted(room))
          .check(Production.CLASSES);
      assertThat(Production.CLASSES.stream().filter(type -> inModule(type, "consumers." + room)))
          .as("classes of %s", room)
          .isNotEmpty();
    }
  }

  @Test
  void libraries_that_are_optional_to_the_consumer_are_each_used_by_one_class() {
    assertUsedByOne("io.micrometer.core..", "dev.sprintcapacity.consumer.lag.ConsumerMeters");
    assertUsedByOne(
        "com.networknt.schema..", "dev.sprintcapacity.consumer.schema.JsonSchemaValidator");
  }

  @Test
  void spring_boot_and_web_live_in_service_and_standalone_alone() {
    assertUsed("org.springframework.boot", "service");
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.sprintcapacity.service..", "dev.sprintcapacity.standalone..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SPRING_WEB_AND_BOOT)
        .check(Production.CLASSES);
  }

  @Test
  void spring_jdbc_lives_in_postgres_service_and_benchmarks_alone() {
    assertUsed("org.springframework.jdbc", "postgres");
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.sprintcapacity.postgres..",
            "dev.sprintcapacity.service..",
            "dev.sprintcapacity.benchmarks..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.springframework.jdbc..")
        .check(Production.CLASSES);
  }

  @Test
  void libraries_that_the_consumer_is_measured_against_live_in_the_benchmarks_alone() {
    for (String peer : List.of("org.springframework.kafka", "io.confluent.parallelconsumer")) {
      assertUsed(peer, "benchmarks");
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.sprintcapacity.benchmarks.consumer..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(peer + "..")
          .check(Production.CLASSES);
    }
  }

  @Test
  void http_sql_and_kafka_keep_to_their_rooms_inside_the_service() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.sprintcapacity.service.sprint..",
            "dev.sprintcapacity.service.relay..",
            "dev.sprintcapacity.service.operations..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.sprintcapacity.service.http..", "org.springframework.web..", "jakarta.servlet..")
        .check(Production.CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.sprintcapacity.service.relay..",
            "dev.sprintcapacity.service.operations..",
            "dev.sprintcapacity.embedded..",
            "dev.sprintcapacity.consumer..",
            "dev.sprintcapacity.testkit..",
            "dev.sprintcapacity.cli..",
            "dev.sprintcapacity.chaos..",
            "dev.sprintcapacity.benchmarks..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .check(Production.CLASSES);
  }

  @Test
  void nobody_imports_another_modules_internals() {
    for (String module : Production.MODULES) {
      noClasses()
          .that()
          .resideOutsideOfPackage(Production.BASE + "." + module + "..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(Production.BASE + "." + module + "..internal..")
          .allowEmptyShould(false)
          .check(Production.CLASSES);
    }
  }

  @Test
  void packages_of_a_module_form_no_cycle() {
    for (String module :
        List.of(
            "domain",
            "settings",
            "events",
            "embedded",
            "consumer",
            "consumers",
            "testkit",
            "postgres",
            "service",
            "cli")) {
      slices()
          .matching(Production.BASE + "." + module + ".(*)..")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true)
          .check(Production.CLASSES);
    }
  }

  /** Where the library is absent, only that class is missing. */
  private static void assertUsedByOne(String library, String user) {
    List<String> users =
        Production.CLASSES.stream()
            .filter(type -> inModule(type, "consumer"))
            .filter(type ->
                type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(dependency ->
                        resideInAnyPackage(library).test(dependency.getTargetClass())))
            .map(JavaClass::getName)
            .toList();
    assertThat(users).containsExactly(user);
  }

  private static void assertUsed(String packageName, String module) {
    Set<String> users =
        Production.CLASSES.stream()
            .filter(type -> inModule(type, module))
            .filter(type ->
                type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(use -> use.getTargetClass().getPackageName().startsWith(packageName)))
            .map(JavaClass::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(users).as("users of %s in %s", packageName, module).isNotEmpty();
  }

  private static boolean inModule(JavaClass type, String module) {
    String name = Production.BASE + "." + module;
    return type.getPackageName().equals(name) || type.getPackageName().startsWith(name + ".");
  }

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> not(
      com.tngtech.archunit.base.DescribedPredicate<JavaClass> predicate) {
    return com.tngtech.archunit.base.DescribedPredicate.not(predicate).and(alwaysTrue());
  }
}
