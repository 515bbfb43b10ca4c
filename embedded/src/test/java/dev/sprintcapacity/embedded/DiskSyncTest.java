package dev.sprintcapacity.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskSyncTest {
  @ParameterizedTest
  @CsvSource({
    "Linux, 6.12.8-generic, syncfs",
    "Linux, 5.8.0, syncfs",
    "Linux, 5.7.19, fsync",
    "Linux, 4.18.0-553.el8, fsync",
    "Linux, unknown, fsync",
    "Mac OS X, 15.1, fsync"
  })
  void writes_the_whole_file_system_only_where_the_kernel_reports_failures(
      String system, String version, String method) {
    assertThat(DiskSync.method(system, version)).isEqualTo(method);
  }
}
