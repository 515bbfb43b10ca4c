package dev.sprintcapacity.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Documents are read as people read them. */
class StepTest {

  @Test
  void a_command_ends_where_its_quotation_does_and_output_where_the_next_command_begins() {
    List<Step> steps =
        Step.of(
            """
            Text.
            ```sh
            not this
            ```
            ```console
            $ curl -d '{
                "a": 1}' \\
                localhost:8000
            answer
              more
            $ silent
            $ last
            ```
            ```console
            $ another
            x
            ```
            """,
            text -> text.replace("8000", "1"));

    assertThat(steps)
        .extracting(Step::command)
        .containsExactly(
            "curl -d '{\n    \"a\": 1}' \\\n    localhost:1", "silent", "last", "another");
    assertThat(steps)
        .extracting(step -> step.output().toString())
        .containsExactly("answer\n  more", "", "", "x");
  }

  @Test
  void output_without_a_command_is_a_mistake() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Step.of("```console\nanswer\n```\n"))
        .withMessageContaining("answer");
  }
}
