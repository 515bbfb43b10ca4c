package dev.sprintcapacity.chaos.consumer.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.chaos.findings.Findings;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConsumerCheckerTest {

  @Test
  void what_kills_and_freezes_excuse_is_counted_and_no_finding() {
    ConsumerVerdict verdict = GroupHistory.example().verdict();

    assertThat(verdict.examples()).isEmpty();
    assertThat(verdict.clean()).isTrue();
    ConsumerTally tally = verdict.tally();
    assertThat(tally.produced()).isEqualTo(31);
    assertThat(tally.effects()).isEqualTo(31);
    assertThat(tally.members()).isEqualTo(4);
    assertThat(tally.deliveries()).isEqualTo(tally.handlings()).isEqualTo(36);
    assertThat(tally.repeatedAfterKills()).as("finished and not committed").isEqualTo(2);
    assertThat(tally.mostAfterOneKill()).isEqualTo(2);
    assertThat(tally.resumed()).as("cut by the kill, and contested").isEqualTo(2);
    assertThat(tally.repeatedInDoubt()).as("what the zombie had read").isEqualTo(1);
    assertThat(tally.overlapsInDoubt()).as("with the zombie's open handler").isEqualTo(2);
    assertThat(tally.refusedInDoubt()).as("of the zombie").isEqualTo(2);
    assertThat(verdict.line())
        .isEqualTo(
            "verdict: CLEAN: 0 missed, 0 twice, 0 inverted, 0 overlaps, 0 repeated in peace;"
                + " 31 events, 31 effects, 36 handlings by 4 processes");
  }

  @ParameterizedTest
  @MethodSource("dev.sprintcapacity.chaos.consumer.checker.GroupSpoil#all")
  void each_planted_fault_yields_exactly_its_kind(GroupSpoil spoil) {
    GroupHistory history = GroupHistory.example();
    ConsumerHistory before = history.history();

    spoil.plant().accept(history);

    assertThat(history.history()).isNotEqualTo(before);
    ConsumerVerdict verdict = history.verdict();
    assertThat(verdict.counts().keySet())
        .as("%s", verdict.examples())
        .containsExactly(spoil.kind());
    assertThat(verdict.line()).startsWith("verdict: VIOLATED").contains(spoil.kind().name());
  }

  @Test
  void every_kind_of_finding_has_a_planted_fault() {
    assertThat(GroupSpoil.all().stream().map(GroupSpoil::kind).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(ConsumerFindingKind.values());
    assertThat(GroupSpoil.all()).extracting(GroupSpoil::name).doesNotHaveDuplicates();
  }

  @Test
  void what_only_a_disturbance_excuses_is_a_finding_without_it() {
    GroupHistory history = GroupHistory.example();
    history.disturbances.clear();

    ConsumerVerdict verdict = history.verdict();

    assertThat(verdict.counts().keySet())
        .containsExactlyInAnyOrder(
            ConsumerFindingKind.OVERLAP,
            ConsumerFindingKind.UNENDED,
            ConsumerFindingKind.REPEATED_IN_PEACE);
  }

  @Test
  void what_a_handler_finished_later_than_a_hand_over_waits_may_come_again() {
    GroupHistory history = GroupHistory.example();
    EventMark event = history.produced(1, "sprint-a");
    history.call(GroupHistory.LATER, event, 0, 1, GroupHistory.second(60), Ending.SKIPPED);
    assertThat(history.verdict().counts())
        .as("of a short handler")
        .containsOnlyKeys(ConsumerFindingKind.REPEATED_IN_PEACE);

    history.change(
        each -> each.event().equals(event) && each.ending() == Ending.DONE,
        each ->
            new Handling(
                each.member(),
                event,
                each.partition(),
                each.offset(),
                each.attempt(),
                each.beganNanos() - RepetitionCheck.HANDOVER_LIMIT.toNanos(),
                each.endedNanos(),
                each.ending()));

    assertThat(history.verdict().counts()).as("of a long one").isEmpty();
    assertThat(history.verdict().tally().repeatedOutlived()).isEqualTo(1);

    history.call(GroupHistory.CALM, event, 0, 1, GroupHistory.second(70), Ending.SKIPPED);
    assertThat(history.verdict().counts())
        .as("once more, after a short one as well")
        .containsOnlyKeys(ConsumerFindingKind.REPEATED_IN_PEACE);
  }

  @Test
  void with_partitions_apart_a_sprint_may_be_handled_in_both_topics_at_once() {
    GroupHistory history = GroupHistory.example();
    history.keysTogether = false;
    GroupSpoil.all().stream()
        .filter(spoil -> spoil.name().equals("a sprint in two topics at once"))
        .forEach(spoil -> spoil.plant().accept(history));

    assertThat(history.verdict().counts()).isEmpty();
  }

  @Test
  void an_endless_fault_is_counted_in_full_and_shown_in_part() {
    GroupHistory history = GroupHistory.example();
    history.effects.clear();

    ConsumerVerdict verdict = history.verdict();

    assertThat(verdict.count(ConsumerFindingKind.MISSED)).isEqualTo(31);
    assertThat(verdict.examples()).hasSize(Findings.EXAMPLES_PER_KIND);
  }
}
