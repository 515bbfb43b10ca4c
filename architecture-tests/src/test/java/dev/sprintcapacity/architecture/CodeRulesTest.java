package dev.sprintcapacity.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.sprintcapacity.consumer.EventAction;
import dev.sprintcapacity.consumer.EventHandler;
import dev.sprintcapacity.consumer.TypedAction;
import dev.sprintcapacity.consumer.TypedHandler;
import dev.sprintcapacity.consumer.inbox.TransactionalHandler;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How code reads inside a module: clocks, waiting, bounds, names, exceptions, shapes. */
class CodeRulesTest {

  /** More types than this in one package, and a reader no longer finds the place to change. */
  private static final int MOST_TYPES_PER_PACKAGE = 25;

  /**
   * Handlers are code of users, who may throw what they like: it is classified by its type. With a
   * narrower {@code throws} each of them would have to catch and wrap.
   */
  private static final DescribedPredicate<JavaClass> CODE_OF_USERS =
      JavaClass.Predicates.assignableTo(EventHandler.class)
          .or(JavaClass.Predicates.assignableTo(EventAction.class))
          .or(JavaClass.Predicates.assignableTo(TypedHandler.class))
          .or(JavaClass.Predicates.assignableTo(TypedAction.class))
          .or(JavaClass.Predicates.assignableTo(TransactionalHandler.class))
          .as("handlers, which users write");

  @Test
  void time_and_random_ids_come_from_injected_sources() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.sprintcapacity.domain..",
            "dev.sprintcapacity.events..",
            "dev.sprintcapacity.consumer..",
            "dev.sprintcapacity.testkit..",
            "dev.sprintcapacity.postgres..",
            "dev.sprintcapacity.service..")
        .and()
        .resideOutsideOfPackages(
            "dev.sprintcapacity.service.wiring..", "dev.sprintcapacity.consumer.internal.wiring..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(Clock.class, "systemDefaultZone")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(InstantSource.class, "system")
        .check(Production.CLASSES);
  }

  @Test
  void nothing_sleeps_neither_code_nor_test() {
    assertThat(Production.TEST_CLASSES).hasSizeGreaterThan(50);
    DescribedPredicate<JavaAccess<?>> sleep =
        DescribedPredicate.describe(
            "a sleep",
            access ->
                access.getTarget().getName().equals("sleep")
                    && access.getTargetOwner().getPackageName().startsWith("java."));
    noClasses().should().accessTargetWhere(sleep).check(Production.TEST_CLASSES);
    noClasses().should().accessTargetWhere(sleep).check(Production.CLASSES);
  }

  @Test
  void queues_and_pools_are_bounded() {
    noClasses()
        .should()
        .callConstructor(LinkedBlockingQueue.class)
        .orShould()
        .callMethod(Executors.class, "newCachedThreadPool")
        .check(Production.CLASSES);
  }

  @Test
  void names_say_what_a_type_is() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .check(Production.CLASSES);
  }

  @Test
  void domain_and_events_hold_values_not_hierarchies() {
    classes()
        .that()
        .resideInAnyPackage("dev.sprintcapacity.domain..", "dev.sprintcapacity.events..")
        .and()
        .areTopLevelClasses()
        .and()
        .areNotInterfaces()
        .and()
        .areNotAssignableTo(Throwable.class)
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(Production.CLASSES);
  }

  @Test
  void domain_does_not_log() {
    noClasses()
        .that()
        .resideInAPackage("dev.sprintcapacity.domain..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.slf4j..", "java.util.logging..")
        .check(Production.CLASSES);
  }

  @Test
  void failures_are_typed() {
    noClasses()
        .that()
        .areNotAssignableTo(Throwable.class)
        .should()
        .callConstructor(RuntimeException.class)
        .orShould()
        .callConstructor(RuntimeException.class, String.class)
        .orShould()
        .callConstructor(RuntimeException.class, String.class, Throwable.class)
        .orShould()
        .callConstructor(RuntimeException.class, Throwable.class)
        .check(Production.CLASSES);
    methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat(DescribedPredicate.not(CODE_OF_USERS))
        .should()
        .notDeclareThrowableOfType(Exception.class)
        .check(Production.CLASSES);
    constructors().should().notDeclareThrowableOfType(Exception.class).check(Production.CLASSES);
  }

  @Test
  void fields_are_set_by_constructors_and_never_injected() {
    noFields()
        .should()
        .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
        .orShould()
        .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
        .orShould()
        .beAnnotatedWith("jakarta.inject.Inject")
        .check(Production.CLASSES);
  }

  @Test
  void every_package_is_null_marked() {
    classes()
        .that()
        .areTopLevelClasses()
        .should(liveInANullMarkedPackage())
        .check(Production.CLASSES);
  }

  @Test
  void packages_stay_small_enough_to_read() {
    Map<String, Long> typesPerPackage =
        Production.CLASSES.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

    assertThat(typesPerPackage).isNotEmpty();
    assertThat(typesPerPackage)
        .allSatisfy((name, types) ->
            assertThat(types).as("types in %s", name).isLessThanOrEqualTo(MOST_TYPES_PER_PACKAGE));
  }

  private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
    return new ArchCondition<>("live in a package whose package-info says @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean marked =
            type.getPackage().getPackageInfo() != null
                && type.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked");
        events.add(
            new SimpleConditionEvent(
                type, marked, type.getName() + (marked ? " is" : " is not") + " null-marked"));
      }
    };
  }
}
