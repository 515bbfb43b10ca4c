package dev.sprintcapacity.chaos.effects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.events.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each check says nothing of what is right, and tells of each mistake that is planted. */
class EffectChecksTest {

  /** One that was completed and not removed. */
  private final SprintLife sprint = sprint(1, 6);

  private final SprintLife removed = sprint(2, 7);
  private final List<SprintLife> sprints = List.of(sprint, removed);

  @Test
  void mails_that_came_once_are_right() {
    assertThat(mails(books -> {}, deliveries -> {}).findings()).isEmpty();
  }

  @Test
  void a_mail_in_doubt_may_have_come_or_not() {
    assertThat(mails(books -> restate(books, 0, "in_doubt"), deliveries -> {}).findings())
        .isEmpty();
    assertThat(
            mails(books -> restate(books, 0, "in_doubt"), deliveries -> deliveries.remove("<m0@x>"))
                .findings())
        .isEmpty();
    assertThat(
            mails(books -> restate(books, 0, "in_doubt"), deliveries -> deliveries.add("<m0@x>"))
                .findings())
        .singleElement()
        .asString()
        .contains("in_doubt and came 2 times");
  }

  @Test
  void mails_that_are_missing_repeated_lost_or_from_nowhere_are_told() {
    assertThat(mails(List::removeLast, deliveries -> {}).findings())
        .anyMatch(finding -> finding.startsWith("missing: "))
        .anyMatch(finding -> finding.contains("from nowhere"));
    assertThat(mails(books -> books.add(books.getFirst()), deliveries -> {}).findings())
        .anyMatch(finding -> finding.startsWith("twice in the books: "));
    assertThat(mails(books -> {}, deliveries -> deliveries.add("<m1@x>")).findings())
        .singleElement()
        .asString()
        .endsWith("is sent and came 2 times");
    assertThat(mails(books -> {}, deliveries -> deliveries.remove("<m1@x>")).findings())
        .singleElement()
        .asString()
        .endsWith("is sent and came 0 times");
    assertThat(mails(books -> {}, deliveries -> deliveries.add("<other@x>")).findings())
        .containsExactly("other@x came 1 times, from nowhere");
    assertThat(mails(books -> restate(books, 0, "queued"), deliveries -> {}).findings())
        .anyMatch(finding -> finding.endsWith("is queued"));
  }

  @Test
  void figures_that_follow_from_the_events_are_right() {
    assertThat(figures(lines -> {}).findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "' | completed | ', ' | active | '",
    "' | 80 | ',        ' | 90 | '",
    "' | 4 | 6',        ' | 3 | 6'",
    "' | 4 | 6',        ' | 4 | 5'",
    "'Sprint 00001 b',  'Sprint 00001'"
  })
  void a_figure_that_does_not_follow_is_told(String right, String wrong) {
    KindVerdict verdict =
        figures(lines -> {
          assertThat(lines.getFirst()).contains(right);
          lines.set(0, lines.getFirst().replace(right, wrong));
        });

    assertThat(verdict.findings())
        .anyMatch(finding -> finding.startsWith("wrong: "))
        .anyMatch(finding -> finding.startsWith("missing: "));
    assertThat(verdict.clean()).isFalse();
  }

  @Test
  void figures_that_are_missing_or_twice_are_told() {
    assertThat(figures(List::removeLast).findings())
        .singleElement()
        .asString()
        .startsWith("missing: sprint-2 ");
    assertThat(figures(lines -> lines.add(lines.getFirst())).findings())
        .singleElement()
        .asString()
        .startsWith("twice: sprint-1 ");
  }

  @Test
  void a_board_with_each_sprint_once_in_its_last_state_is_right() {
    assertThat(board(created -> {}, states -> {}).findings()).isEmpty();
  }

  @Test
  void sprints_made_twice_in_another_state_left_over_or_nobodys_are_told() {
    assertThat(board(created -> created.add("Sprint 00001"), states -> {}).findings())
        .containsExactly("Sprint 00001 b was made 2 times");
    assertThat(board(List::removeLast, states -> {}).findings())
        .containsExactly("Sprint 00002 b was made 0 times");
    assertThat(
            board(created -> {}, states -> states.put("Sprint 00001 b", List.of("active")))
                .findings())
        .containsExactly("Sprint 00001 b is [active], not [closed]");
    assertThat(
            board(
                    created -> {},
                    states -> states.put("Sprint 00001 b", List.of("closed", "closed")))
                .findings())
        .containsExactly("Sprint 00001 b is [closed, closed], not [closed]");
    assertThat(
            board(created -> {}, states -> states.put("Sprint 00002 b", List.of("closed")))
                .findings())
        .containsExactly("Sprint 00002 b is [closed], not []");
    assertThat(board(created -> {}, states -> states.put("Else", List.of("future"))).findings())
        .containsExactly("Else is there, and is nobody's");
  }

  private KindVerdict mails(
      Consumer<List<EffectTables.Mail>> booking, Consumer<List<String>> delivering) {
    List<EffectTables.Mail> books = new ArrayList<>();
    for (SprintLife each : sprints) {
      List<Event> events = each.events();
      welcome(books, events.get(1), "member-1", "sent");
      welcome(books, events.get(1), "member-2", "sent");
      welcome(books, events.get(1), "member-3", "skipped");
      welcome(books, events.get(3), "member-4", "sent");
      for (int place : new int[] {0, 4, 5, 6}) {
        if (place < events.size()) {
          add(books, events.get(place), "member-1", "summary", "sent");
        }
      }
    }
    List<String> deliveries = new ArrayList<>();
    books.stream()
        .filter(mail -> mail.state().equals("sent"))
        .forEach(mail -> deliveries.add("<" + mail.messageId() + ">"));
    booking.accept(books);
    delivering.accept(deliveries);
    return MailCheck.check(sprints, books, deliveries);
  }

  private static void welcome(
      List<EffectTables.Mail> books, Event event, String member, String state) {
    add(books, event, member, "welcome", state);
  }

  private static void add(
      List<EffectTables.Mail> books, Event event, String member, String kind, String state) {
    String id = state.equals("skipped") ? "" : "m%d@x".formatted(books.size());
    books.add(new EffectTables.Mail(event.id().toString(), member, kind, state, id));
  }

  private static void restate(List<EffectTables.Mail> books, int place, String state) {
    EffectTables.Mail mail = books.get(place);
    books.set(
        place,
        new EffectTables.Mail(
            mail.eventId(), mail.memberId(), mail.kind(), state, mail.messageId()));
  }

  private KindVerdict figures(Consumer<List<String>> change) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "sprint-1 | Sprint 00001 b | 25-1 | completed | 2026-11-30 | 2026-12-11 | 10 | 80 | 4 | 6");
    lines.add(
        "sprint-2 | Sprint 00002 b | 25-2 | deleted | 2026-11-30 | 2026-12-11 | 10 | 80 | 4 | 7");
    change.accept(lines);
    return AnalyticsCheck.check(sprints, lines);
  }

  private KindVerdict board(
      Consumer<List<String>> creating, Consumer<Map<String, List<String>>> stating) {
    List<String> created = new ArrayList<>(List.of("Sprint 00001", "Sprint 00002 b"));
    Map<String, List<String>> states = new TreeMap<>();
    states.put("Sprint 00001 b", List.of("closed"));
    creating.accept(created);
    stating.accept(states);
    return JiraCheck.check(sprints, created, states);
  }

  /** A sprint with so many events. */
  private static SprintLife sprint(int number, int length) {
    for (int seed = 0; ; seed++) {
      SprintLife life = new SprintLife(number, new Random(seed));
      while (!life.isOver()) {
        life.happened(life.next());
      }
      if (life.events().size() == length) {
        return life;
      }
    }
  }
}
