package dev.sprintcapacity.standalone.aot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cache is used while it is of these jars, and otherwise as if there were none. */
class AotCacheTest {
  private static final Instant NOON = Instant.parse("2025-11-27T12:00:00Z");

  @TempDir private Path folder;

  private AotCache cache;
  private Path jar;

  @BeforeEach
  void jar_of_noon() throws IOException {
    jar = file("service.jar", NOON);
    cache = new AotCache(folder.resolve("standalone.aot"), List.of(jar));
  }

  @Test
  void a_cache_is_current_while_no_jar_is_newer() throws IOException {
    assertThat(cache.isCurrent()).as("none there").isFalse();

    file("standalone.aot", NOON.minusSeconds(1));
    assertThat(cache.isCurrent()).as("older").isFalse();

    file("standalone.aot", NOON.plusSeconds(1));
    assertThat(cache.isCurrent()).as("newer").isTrue();
  }

  @Test
  void a_jar_that_is_gone_is_named() throws IOException {
    file("standalone.aot", NOON);
    Files.delete(jar);

    assertThatThrownBy(cache::isCurrent)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(jar.toString());
  }

  @Test
  void classes_that_come_from_no_jar_have_no_cache_and_start_as_ever() {
    assertThat(AotCache.ofThisBuild()).isEmpty();
    assertThat(AotCache.options("one.jar:two")).containsExactly("-cp", "one.jar:two");
  }

  private Path file(String name, Instant modified) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, name);
    return Files.setLastModifiedTime(file, FileTime.from(modified));
  }
}
