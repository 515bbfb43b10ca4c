package dev.sprintcapacity.chaos.consumer.checker;

import static dev.sprintcapacity.chaos.consumer.checker.GroupHistory.A;
import static dev.sprintcapacity.chaos.consumer.checker.GroupHistory.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.events.Topic;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConsumerCheckerTest {

  @Test
  void what_kills_and_freezes_excuse_is_counted_and_not_found() {
    ConsumerVerdict verdict = GroupHistory.example().verdict();

    assertThat(verdict.examples()).isEmpty();
    assertThat(verdict.clean()).isTrue();
    assertThat(verdict.tally())
        .isEqualTo(new ConsumerTally(13, 13, 18, 3, 17, 2, 1, 1, 0, 1, 2, 2, 0));
    assertThat(verdict.line())
        .isEqualTo(
            "verdict: CLEAN: 0 missed, 0 twice, 0 inverted, 0 overlaps, 0 repeated in peace;"
                + " 13 events, 13 effects, 18 handlings by 3 processes");
  }

  @ParameterizedTest
  @MethodSource("dev.sprintcapacity.chaos.consumer.checker.GroupPlant#all")
  void each_planted_fault_yields_exactly_its_kind(GroupPlant fault) {
    GroupHistory history = GroupHistory.example();
    List<Object> before = history.snapshot();

    fault.plant().accept(history);

    assertThat(history.snapshot()).isNotEqualTo(before);
    ConsumerVerdict verdict = history.verdict();
    assertThat(verdict.counts().keySet())
        .as("%s", verdict.examples())
        .containsExactly(fault.kind());
    assertThat(verdict.line()).startsWith("verdict: VIOLATED").contains(fault.kind().name());
  }

  @Test
  void every_kind_of_finding_has_a_planted_fault() {
    assertThat(GroupPlant.all()).hasSizeGreaterThanOrEqualTo(20);
    assertThat(GroupPlant.all().stream().map(GroupPlant::kind).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(ConsumerFindingKind.values());
    assertThat(GroupPlant.all()).extracting(GroupPlant::name).doesNotHaveDuplicates();
  }

  @Test
  void without_a_kill_or_a_freeze_nothing_is_excused() {
    GroupHistory history = GroupHistory.example();
    history.disturbances.clear();

    assertThat(history.verdict().counts())
        .containsOnlyKeys(
            ConsumerFindingKind.OVERLAP,
            ConsumerFindingKind.UNENDED,
            ConsumerFindingKind.REPEATED_IN_PEACE);
  }

  @Test
  void where_topics_of_a_sprint_may_be_of_different_members_they_may_overlap() {
    GroupHistory history = GroupHistory.example();
    EventMark other = event(Topic.SPRINT_TEAM_MEMBERS.topicName(), 1, 5);
    history.produced.add(other);
    history.handle(A, other, 45, 55, Ending.DONE);

    assertThat(history.verdict().counts()).containsOnlyKeys(ConsumerFindingKind.OVERLAP);
    history.keysTogether = false;
    assertThat(history.verdict().examples()).isEmpty();
  }

  @Test
  void an_endless_fault_is_counted_in_full_and_shown_in_part() {
    GroupHistory history = GroupHistory.example();
    for (int sequence = 1; sequence <= 100; sequence++) {
      history.produced.add(event(9, sequence));
    }

    ConsumerVerdict verdict = history.verdict();

    assertThat(verdict.count(ConsumerFindingKind.MISSED)).isEqualTo(100);
    assertThat(verdict.examples()).hasSize(ConsumerFindings.EXAMPLES_PER_KIND);
  }
}
