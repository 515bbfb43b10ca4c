package dev.sprintcapacity.chaos.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.chaos.findings.Findings;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HistoryCheckerTest {

  @Test
  void a_flawless_history_yields_no_finding() {
    History history = History.example();

    Verdict verdict = history.verdict();

    assertThat(verdict.examples()).isEmpty();
    assertThat(verdict.clean()).isTrue();
    assertThat(verdict.tally()).isEqualTo(new Tally(12, 2, 3, 17, 17, 2));
    assertThat(verdict.line())
        .isEqualTo(
            "verdict: CLEAN: 0 lost, 0 duplicated, 0 inverted; 17 rows, 17 records, 2 sprints,"
                + " 17 writes (12 acknowledged, 2 refused, 3 unknown)");
  }

  @ParameterizedTest
  @MethodSource("dev.sprintcapacity.chaos.checker.Fault#all")
  void each_planted_fault_yields_exactly_its_kind(Fault fault) {
    History history = History.example();
    List<Object> before = new Spoiler(history).snapshot();

    fault.plant().accept(new Spoiler(history));

    assertThat(new Spoiler(history).snapshot()).isNotEqualTo(before);
    Verdict verdict = history.verdict();
    assertThat(verdict.counts().keySet())
        .as("%s", verdict.examples())
        .containsExactly(fault.kind());
    assertThat(verdict.line()).startsWith("verdict: VIOLATED").contains(fault.kind().name());
    assertThat(history.verdictRecordsFirst().counts()).isEqualTo(verdict.counts());
  }

  @Test
  void every_kind_of_finding_has_a_planted_fault() {
    assertThat(Fault.all()).hasSizeGreaterThanOrEqualTo(25);
    assertThat(Fault.all().stream().map(Fault::kind).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(FindingKind.values());
    assertThat(Fault.all()).extracting(Fault::name).doesNotHaveDuplicates();
  }

  @Test
  void an_endless_fault_is_counted_in_full_and_shown_in_part() {
    History history = History.clean(3, 40, 600);
    int rows = history.rows.size();
    history.records.clear();

    Verdict verdict = history.verdict();

    assertThat(verdict.count(FindingKind.LOST)).isEqualTo(rows).isGreaterThan(100);
    assertThat(verdict.examples()).hasSize(Findings.EXAMPLES_PER_KIND);
  }

  @Test
  void what_found_its_other_half_is_not_held() {
    History history = History.clean(5, 20, 500);
    var checker = new HistoryChecker(10);
    history.writes.forEach(checker::write);

    int most =
        IntStream.range(0, history.rows.size())
            .map(index -> {
              checker.row(history.rows.get(index));
              checker.record(history.records.get(index));
              return checker.waitingRows() + checker.waitingRecords();
            })
            .max()
            .orElseThrow();

    assertThat(most).isZero();
    assertThat(checker.finish().examples()).isEmpty();
  }

  @Test
  void input_out_of_order_is_refused_and_not_judged() {
    History history = History.example();
    var checker = new HistoryChecker();
    history.writes.forEach(checker::write);
    checker.row(history.rows.getLast());

    assertThatThrownBy(() -> checker.row(history.rows.getFirst()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("in order of position");
    assertThatThrownBy(() -> checker.write(history.writes.getFirst()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("writes come before rows");
    assertThatThrownBy(() -> new HistoryChecker().write(history.writes.getLast()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 0, not 16");
  }
}
