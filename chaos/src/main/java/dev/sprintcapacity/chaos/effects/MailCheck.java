package dev.sprintcapacity.chaos.effects;

import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.TeamMember;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares the mails that had to be sent with those that a mail server got. What has to be sent is
 * computed here from the events alone.
 */
final class MailCheck {
  /** Places of events in a sprint's life. */
  private static final int CREATED = 0;

  private static final int ADDED = 1;
  private static final int JOINED = 3;
  private static final int STARTED = 4;
  private static final int COMPLETED = 5;
  private static final int DELETED = 6;

  private static final String WELCOME = "welcome";
  private static final String SUMMARY = "summary";
  private static final String CANCELLED = "cancelled";
  private static final String SENT = "sent";
  private static final String IN_DOUBT = "in_doubt";
  private static final String SKIPPED = "skipped";

  private final Set<String> required = new TreeSet<>();
  private final Set<String> allowed = new TreeSet<>();
  private final List<String> findings = new ArrayList<>();
  private final Map<String, Integer> states = new TreeMap<>();

  private MailCheck() {}

  /**
   * Compares.
   *
   * @param sprints what happened
   * @param mails the consumer's own books
   * @param received message ids that the mail server has taken, as often as it has
   */
  static KindVerdict check(
      List<SprintLife> sprints, List<EffectTables.Mail> mails, List<String> received) {
    MailCheck check = new MailCheck();
    sprints.forEach(check::expect);
    check.books(mails);
    check.deliveries(mails, received);
    return new KindVerdict(
        EffectKind.EMAIL,
        "%d mails of %d that had to be, %d deliveries, %s"
            .formatted(mails.size(), check.required.size(), received.size(), check.states),
        check.findings);
  }

  /**
   * Welcomes and summaries of an event. The two topics are read side by side: whoever hears of a
   * removal first may leave out what is no news any more.
   */
  private void expect(SprintLife sprint) {
    List<Event> events = sprint.events();
    boolean teamKnown = events.size() > 1;
    boolean removed = events.size() > DELETED;
    for (int place = 0; place < events.size() && teamKnown; place++) {
      String event = events.get(place).id().toString();
      switch (place) {
        case ADDED ->
            List.of(SprintLife.MASTER, SprintLife.ALICE, SprintLife.BOB)
                .forEach(member -> welcome(event, member, removed));
        case JOINED -> welcome(event, SprintLife.CHLOE, removed);
        case CREATED, STARTED, COMPLETED -> summary(event);
        case DELETED -> {
          summary(event);
          for (TeamMember member : List.of(SprintLife.ALICE, SprintLife.BOB, SprintLife.CHLOE)) {
            allowed.add(key(event, member.id(), CANCELLED));
          }
        }
        default -> {}
      }
    }
  }

  private void welcome(String event, TeamMember member, boolean removed) {
    (removed ? allowed : required).add(key(event, member.id(), WELCOME));
  }

  private void summary(String event) {
    required.add(key(event, SprintLife.MASTER.id(), SUMMARY));
  }

  private void books(List<EffectTables.Mail> mails) {
    Set<String> seen = new TreeSet<>();
    for (EffectTables.Mail mail : mails) {
      String key = key(mail.eventId(), mail.memberId(), mail.kind());
      states.merge(mail.state(), 1, Integer::sum);
      if (!seen.add(key)) {
        findings.add("twice in the books: " + key);
      }
      if (!required.contains(key) && !allowed.contains(key)) {
        findings.add("nobody expects " + key);
      }
      boolean hasAddress = !mail.memberId().equals(SprintLife.BOB.id());
      if (hasAddress == mail.state().equals(SKIPPED)
          || !Set.of(SENT, IN_DOUBT, SKIPPED).contains(mail.state())) {
        findings.add("%s is %s".formatted(key, mail.state()));
      }
    }
    required.stream()
        .filter(key -> !seen.contains(key))
        .forEach(key -> findings.add("missing: " + key));
  }

  /** What is sent came once, what is in doubt came once or not, and nothing else came. */
  private void deliveries(List<EffectTables.Mail> mails, List<String> received) {
    Map<String, Long> times =
        received.stream()
            .map(MailCheck::bare)
            .collect(Collectors.groupingBy(id -> id, HashMap::new, Collectors.counting()));
    for (EffectTables.Mail mail : mails) {
      long came = mail.messageId().isEmpty() ? 0 : orZero(times.remove(bare(mail.messageId())));
      boolean right =
          switch (mail.state()) {
            case SENT -> came == 1;
            case IN_DOUBT -> came <= 1;
            default -> came == 0;
          };
      if (!right) {
        findings.add("%s is %s and came %d times".formatted(mail, mail.state(), came));
      }
    }
    times.forEach((id, came) -> findings.add("%s came %d times, from nowhere".formatted(id, came)));
  }

  private static long orZero(@Nullable Long number) {
    return number == null ? 0 : number;
  }

  private static String bare(String messageId) {
    return messageId.replace("<", "").replace(">", "").strip();
  }

  private static String key(String event, String member, String kind) {
    return kind + " of event " + event + " to " + member;
  }
}
