package dev.sprintcapacity.chaos.consumer.checker;

import dev.sprintcapacity.chaos.findings.Findings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Effects against what was produced: each once, in order, by a handler that is known. */
final class EffectCheck {
  private final ConsumerHistory history;
  private final Findings<ConsumerFindingKind> findings;

  EffectCheck(ConsumerHistory history, Findings<ConsumerFindingKind> findings) {
    this.history = history;
    this.findings = findings;
  }

  void check() {
    List<Effect> inOrder =
        history.effects().stream().sorted(Comparator.comparingLong(Effect::place)).toList();
    Set<UUID> produced = new HashSet<>();
    history.produced().forEach(event -> produced.add(event.id()));
    Set<UUID> seen = new HashSet<>();
    Map<SprintInTopic, Long> last = new HashMap<>();
    for (Effect effect : inOrder) {
      UUID id = effect.event().id();
      if (!produced.contains(id)) {
        findings.add(ConsumerFindingKind.PHANTOM_EFFECT, effect.toString());
      } else if (!seen.add(id)) {
        findings.add(ConsumerFindingKind.DUPLICATE_EFFECT, effect.toString());
      } else {
        order(effect, last);
      }
    }
    for (EventMark event : history.produced()) {
      if (!seen.contains(event.id())) {
        findings.add(ConsumerFindingKind.MISSED, event.toString());
      }
    }
    accountedFor(inOrder);
  }

  private void order(Effect effect, Map<SprintInTopic, Long> last) {
    var key = new SprintInTopic(effect.event().sprintId(), effect.event().topic());
    long sequence = effect.event().sequence();
    long before = last.merge(key, sequence, Math::max);
    if (before > sequence) {
      findings.add(ConsumerFindingKind.EFFECT_INVERSION, "%s after #%d".formatted(effect, before));
    }
  }

  /** A member writes down what it begins before it begins: so nothing that it did is unknown. */
  private void accountedFor(List<Effect> effects) {
    Map<MemberAndEvent, List<Handling>> known = new HashMap<>();
    for (Handling handling : history.handlings()) {
      if (handling.ending() == Ending.DONE || handling.ending() == Ending.CUT) {
        known
            .computeIfAbsent(
                new MemberAndEvent(handling.member(), handling.event().id()),
                _ -> new ArrayList<>(1))
            .add(handling);
      }
    }
    for (Effect effect : effects) {
      boolean accounted =
          known
              .getOrDefault(new MemberAndEvent(effect.member(), effect.event().id()), List.of())
              .stream()
              .anyMatch(handling ->
                  handling.beganNanos() <= effect.startedNanos()
                      && handling.endedNanos() >= effect.endedNanos());
      if (!accounted) {
        findings.add(ConsumerFindingKind.EFFECT_WITHOUT_HANDLING, effect.toString());
      }
    }
  }

  private record SprintInTopic(String sprintId, String topic) {}

  private record MemberAndEvent(String member, UUID id) {}
}
