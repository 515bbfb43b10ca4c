#!/usr/bin/env bash
# Seeds one violation per gate into a copy of the tree and expects the build to fail for that reason:
# an inert gate looks like a working one.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
copy=$(mktemp -d)
log=$(mktemp)
trap 'rm -rf "$copy" "$log"' EXIT
if [ -z "${JAVA_HOME:-}" ] || ! grep -q '^JAVA_VERSION="25' "$JAVA_HOME/release" 2>/dev/null; then
  JAVA_HOME=$("$root/sprintcap" jdk)
  export JAVA_HOME
fi

(cd "$root" && git ls-files -co --exclude-standard -z | while IFS= read -r -d '' file; do
  [ -f "$file" ] && printf '%s\0' "$file"
done | tar --null -T - -cf -) | tar -xf - -C "$copy"
# what is compiled already need not be compiled again
for module in "$root"/*/target; do
  [ -d "$module/classes" ] && mkdir -p "$copy/$(basename "$(dirname "$module")")" && cp -a "$module" "$copy/$(basename "$(dirname "$module")")/"
done
cd "$copy"
git init -q .

main=domain/src/main/java/dev/sprintcapacity/domain
test=domain/src/test/java/dev/sprintcapacity/domain
proven=0
failed=0

# expect NAME PATTERN MAVEN_ARGUMENT…: the build must fail, and its output must hold PATTERN
expect() {
  local name=$1 pattern=$2
  shift 2
  # not quiet: warnings, which -Werror counts, and what Checkstyle found are told below the level of errors
  if mvn -B "$@" >"$log" 2>&1; then
    echo "gate '$name' is inert: the build passed with the violation in place"
    failed=$((failed + 1))
  elif ! grep -qE "$pattern" "$log"; then
    echo "gate '$name': the build failed, but not with /$pattern/:"
    grep -E 'ERROR|FAIL' "$log" | head -8
    failed=$((failed + 1))
  else
    echo "gate '$name' holds"
    proven=$((proven + 1))
  fi
}

domain() { expect "$1" "$2" -o -pl domain verify -DskipTests; }

# java FILE: a source file of the domain from standard input
java() {
  mkdir -p "$(dirname "$1")"
  cat >"$1"
}

java $main/Seeded.java <<'J'
package dev.sprintcapacity.domain;
final class   Seeded { private   Seeded() {} }
J
domain "format" "format violations"
rm $main/Seeded.java

java $main/Seeded.java <<'J'
package dev.sprintcapacity.domain;

final class Seeded {
  private Seeded() {}

  static java.util.List raw() {
    return java.util.List.of();
  }
}
J
domain "compiler warnings" "found raw type"

java $main/Seeded.java <<'J'
package dev.sprintcapacity.domain;

final class Seeded {
  private Seeded() {}

  static void ignore(String text) {
    text.trim();
  }
}
J
domain "Error Prone" "ReturnValueIgnored|CheckReturnValue"

java $main/Seeded.java <<'J'
package dev.sprintcapacity.domain;

import org.jspecify.annotations.Nullable;

final class Seeded {
  private Seeded() {}

  static int lengthOf(@Nullable String text) {
    return text.length();
  }
}
J
domain "nullness" "NullAway"

{
  printf 'package dev.sprintcapacity.domain;\n\nfinal class Seeded {\n  private Seeded() {}\n'
  for i in $(seq 100); do printf '\n  static int number%d() {\n    return %d;\n  }\n' "$i" "$i"; done
  printf '}\n'
} >$main/Seeded.java
domain "file length" "FileLength"

{
  printf 'package dev.sprintcapacity.domain;\n\nfinal class Seeded {\n  private Seeded() {}\n\n  static int sum(int start) {\n    int sum = start;\n'
  for i in $(seq 70); do printf '    sum += %d;\n' "$i"; done
  printf '    return sum;\n  }\n}\n'
} >$main/Seeded.java
domain "method length" "MethodLength"

java $main/Seeded.java <<'J'
package dev.sprintcapacity.domain;

final class Seeded {
  private Seeded() {}

  static int sum(int a, int b, int c, int d, int e, int f, int g, int h) {
    return a + b + c + d + e + f + g + h;
  }
}
J
domain "parameter count" "ParameterNumber"
rm $main/Seeded.java

java $main/seeded/Seeded.java <<'J'
package dev.sprintcapacity.domain.seeded;

final class Seeded {
  private Seeded() {}
}
J
domain "package documentation" "JavadocPackage"
rm -r $main/seeded

java $test/SeededTest.java <<'J'
package dev.sprintcapacity.domain;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class SeededTest {
  @Test
  void one_is_one() {
    Assertions.assertEquals(1, Integer.parseInt("1"));
  }
}
J
domain "banned imports" "IllegalImport"

java $test/SeededTest.java <<'J'
package dev.sprintcapacity.domain;

import org.junit.jupiter.api.Test;

class SeededTest {
  @Test
  void waits() throws InterruptedException {
    Thread.sleep(1);
  }
}
J
domain "sleeping in tests" "Wait for a condition"
rm $test/SeededTest.java

cp domain/pom.xml "$log.pom"
sed -i 's|</dependencies>|<dependency><groupId>org.mockito</groupId><artifactId>mockito-core</artifactId><scope>test</scope></dependency></dependencies>|' domain/pom.xml
expect "banned dependencies" "BannedDependencies failed" -pl domain validate
mv "$log.pom" domain/pom.xml

# All rules of the architecture module in one build: each seeded violation must be found by its own test.
java domain/src/main/java/dev/sprintcapacity/domain/unmarked/package-info.java <<'J'
/** Not null-marked. */
package dev.sprintcapacity.domain.unmarked;
J
java domain/src/main/java/dev/sprintcapacity/domain/unmarked/SeededManager.java <<'J'
package dev.sprintcapacity.domain.unmarked;

/** Breaks rules on names, clocks, modules, exceptions, bounds and shape. */
public class SeededManager {
  private final java.util.concurrent.LinkedBlockingQueue<String> queue =
      new java.util.concurrent.LinkedBlockingQueue<>();

  /** Reads the clock. */
  public java.time.Instant now() throws Exception {
    if (queue.isEmpty()) {
      throw new RuntimeException("empty");
    }
    java.util.logging.Logger.getLogger("seeded").info("logged in the domain");
    return java.time.Instant.now();
  }

  /** Sleeps. */
  public void rest() throws InterruptedException {
    java.util.concurrent.TimeUnit.SECONDS.sleep(0);
  }

  java.net.URI uri() {
    return java.net.URI.create("urn:seeded");
  }
}
J
printf '\n[dead](nowhere.md)\n' >>docs/guarantees.md
printf '| G999 | nothing | `NoSuchTest#at_all` |\n' >>docs/guarantees.md
yes '' | head -200 >>README.md || true
java postgres/src/main/java/dev/sprintcapacity/postgres/Seeded.java <<'J'
package dev.sprintcapacity.postgres;

final class Seeded {
  private Seeded() {}

  static String sql(String table) {
    return "select id from " + table;
  }

  static final String DDL = "create table seeded (id int)";
}
J
# only what was seeded is compiled: the rules look at classes, whatever those of other modules were compiled against
mvn -B -o -pl architecture-tests -am test -Dcheckstyle.skip -Denforcer.skip -Dmaven.compiler.useIncrementalCompilation=false \
  -Dtest='ModuleArrowsTest,CodeRulesTest,SourceRulesTest,DocumentsTest' -Dsurefire.failIfNoSpecifiedTests=false >"$log" 2>&1 || true
for rule in \
  domain_knows_the_jdk_and_nullness_annotations_only \
  time_and_random_ids_come_from_injected_sources \
  nothing_sleeps_neither_code_nor_test \
  queues_and_pools_are_bounded \
  names_say_what_a_type_is \
  domain_and_events_hold_values_not_hierarchies \
  domain_does_not_log \
  failures_are_typed \
  every_package_is_null_marked \
  sql_is_written_whole_and_names_its_columns \
  tables_are_made_by_migrations_alone \
  links_between_documents_resolve \
  each_guarantee_names_tests_that_exist \
  readme_is_short_enough_to_be_read; do
  if grep -qE "(ERROR|FAIL).*$rule" "$log"; then
    echo "gate '$rule' holds"
    proven=$((proven + 1))
  else
    echo "gate '$rule' is inert"
    failed=$((failed + 1))
  fi
done
[ "$failed" -eq 0 ] || grep -E 'COMPILATION|^\[ERROR\]' "$log" | head -10

echo "gates: $proven hold, $failed do not"
[ "$failed" -eq 0 ]
