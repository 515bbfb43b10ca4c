package dev.sprintcapacity.service.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.service.http.problem.ProblemCode;
import dev.sprintcapacity.service.http.problem.ProblemException;
import org.junit.jupiter.api.Test;

class WriteLimitTest {

  private final WriteLimit limit = new WriteLimit(1);

  @Test
  void work_within_the_limit_is_done_and_frees_its_place_even_when_it_fails() {
    assertThatThrownBy(() ->
            limit.run(() -> {
              throw new IllegalStateException("work failed");
            }))
        .hasMessage("work failed");

    assertThat(limit.<String>run(() -> "done")).isEqualTo("done");
    assertThat(limit.free()).isEqualTo(1);
  }

  @Test
  void work_beyond_the_limit_is_refused_after_a_moment_with_the_time_to_wait() {
    limit.<String>run(() -> {
      assertThatThrownBy(() -> limit.run(() -> "never"))
          .isInstanceOfSatisfying(
              ProblemException.class,
              refused -> {
                assertThat(refused.problem().code()).isEqualTo(ProblemCode.TOO_MANY_REQUESTS);
                assertThat(refused.problem().headers()).containsEntry("Retry-After", "1");
              });
      return "held the only place";
    });

    assertThat(limit.free()).isEqualTo(1);
  }
}
