package dev.sprintcapacity.service.sprint;

import dev.sprintcapacity.domain.calendar.Holiday;
import dev.sprintcapacity.domain.calendar.Vacation;
import dev.sprintcapacity.domain.people.Member;
import dev.sprintcapacity.domain.people.MemberId;
import dev.sprintcapacity.domain.sprint.SprintPlan;
import dev.sprintcapacity.postgres.people.IdentityKey;
import dev.sprintcapacity.postgres.people.PersonDirectory;
import dev.sprintcapacity.service.identity.NewIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes plans of inputs: decides who each member is, keeps the ids of what did not change and gives
 * new ones to the rest. Must be used outside of transactions, as {@link PersonDirectory} asks.
 * Thread-safe.
 */
final class Plans {

  /** A given id decides; only without one do address and then name speak. */
  private static final List<BiPredicate<MemberInput, Member>> SAME_MEMBER =
      List.of(
          (wanted, former) -> former.id().equals(wanted.id()),
          (wanted, former) -> wanted.id() == null && sameEmail(wanted.email(), former.email()),
          (wanted, former) -> wanted.id() == null && sameName(wanted.name(), former.name()));

  private static final List<BiPredicate<VacationInput, Vacation>> SAME_VACATION =
      List.of(
          (wanted, former) -> former.id().equals(wanted.id()),
          (wanted, former) ->
              former.dates().equals(wanted.dates())
                  && Objects.equals(former.reason(), wanted.reason()));

  private static final List<BiPredicate<HolidayInput, Holiday>> SAME_HOLIDAY =
      List.of(
          (wanted, former) -> former.id().equals(wanted.id()),
          (wanted, former) ->
              former.date().equals(wanted.date()) && former.name().equals(wanted.name()));

  private final PersonDirectory people;
  private final NewIds ids;

  Plans(PersonDirectory people, NewIds ids) {
    this.people = people;
    this.ids = ids;
  }

  /** The plan of an input that continues a former plan, or begins one. */
  PlanReading planOf(SprintInput input, Optional<SprintPlan> former) {
    List<Member> formerTeam = former.map(SprintPlan::team).orElse(List.of());
    List<@Nullable Member> continued = Matching.of(input.team(), formerTeam, SAME_MEMBER);
    List<Violation> violations = new ArrayList<>();
    refuseStrangers(input.team(), continued, violations);
    if (!violations.isEmpty()) {
      return new PlanReading.Impossible(violations);
    }
    List<MemberId> memberIds = memberIds(input.team(), continued);
    refuseTwins(memberIds, violations);
    if (!violations.isEmpty()) {
      return new PlanReading.Impossible(violations);
    }
    List<Member> team = new ArrayList<>();
    for (int i = 0; i < input.team().size(); i++) {
      team.add(member(memberIds.get(i), input.team().get(i), continued.get(i)));
    }
    return new PlanReading.Made(
        new SprintPlan(
            input.number(),
            input.dates(),
            input.confidence(),
            team,
            holidays(input.holidays(), former.map(SprintPlan::holidays).orElse(List.of()))));
  }

  /** An id that no sprint ever had is a mistake, and not a wish for that id. */
  private void refuseStrangers(
      List<MemberInput> team, List<@Nullable Member> continued, List<Violation> violations) {
    Map<MemberId, Integer> asked = new LinkedHashMap<>();
    for (int i = 0; i < team.size(); i++) {
      MemberId id = team.get(i).id();
      if (id != null && continued.get(i) == null) {
        asked.put(id, i);
      }
    }
    if (asked.isEmpty()) {
      return;
    }
    Set<MemberId> known = people.known(asked.keySet());
    asked.forEach((id, index) -> {
      if (!known.contains(id)) {
        violations.add(
            new Violation(
                "teamMembers[%d].id".formatted(index),
                "is not the id of anybody known; leave it out for somebody new",
                id.value()));
      }
    });
  }

  private List<MemberId> memberIds(List<MemberInput> team, List<@Nullable Member> continued) {
    List<IdentityKey> keys = new ArrayList<>();
    Map<IdentityKey, MemberId> decided = new HashMap<>();
    Set<IdentityKey> asked = new LinkedHashSet<>();
    for (int i = 0; i < team.size(); i++) {
      MemberInput member = team.get(i);
      Member former = continued.get(i);
      IdentityKey key = IdentityKey.of(member.name(), member.email());
      keys.add(key);
      MemberId id = former == null ? member.id() : former.id();
      if (id != null) {
        decided.putIfAbsent(key, id);
      }
      if (former == null || !key.equals(IdentityKey.of(former.name(), former.email()))) {
        asked.add(key);
      }
    }
    Map<IdentityKey, MemberId> resolved = people.resolve(asked, decided::get, ids::member);
    List<MemberId> memberIds = new ArrayList<>();
    for (int i = 0; i < team.size(); i++) {
      Member former = continued.get(i);
      MemberId given = former == null ? team.get(i).id() : former.id();
      memberIds.add(given == null ? Objects.requireNonNull(resolved.get(keys.get(i))) : given);
    }
    return memberIds;
  }

  private static void refuseTwins(List<MemberId> memberIds, List<Violation> violations) {
    Map<MemberId, Integer> first = new HashMap<>();
    for (int i = 0; i < memberIds.size(); i++) {
      Integer other = first.putIfAbsent(memberIds.get(i), i);
      if (other != null) {
        violations.add(
            new Violation(
                "teamMembers[%d]".formatted(i),
                "is the same person as teamMembers[%d]; give each an email or id of their own"
                    .formatted(other),
                null));
      }
    }
  }

  private Member member(MemberId id, MemberInput input, @Nullable Member former) {
    return new Member(
        id,
        input.name(),
        input.role(),
        input.email(),
        input.confidence(),
        vacations(input.vacations(), former == null ? List.of() : former.vacations()));
  }

  private List<Vacation> vacations(List<VacationInput> wanted, List<Vacation> former) {
    List<@Nullable Vacation> continued = Matching.of(wanted, former, SAME_VACATION);
    List<Vacation> vacations = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      Vacation kept = continued.get(i);
      VacationInput input = wanted.get(i);
      vacations.add(
          new Vacation(kept == null ? ids.vacation() : kept.id(), input.dates(), input.reason()));
    }
    return vacations;
  }

  private List<Holiday> holidays(List<HolidayInput> wanted, List<Holiday> former) {
    List<@Nullable Holiday> continued = Matching.of(wanted, former, SAME_HOLIDAY);
    List<Holiday> holidays = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      Holiday kept = continued.get(i);
      HolidayInput input = wanted.get(i);
      holidays.add(
          new Holiday(
              kept == null ? ids.holiday() : kept.id(),
              input.date(),
              input.name(),
              input.description()));
    }
    return holidays;
  }

  private static boolean sameEmail(@Nullable String one, @Nullable String other) {
    return one != null && other != null && one.equalsIgnoreCase(other);
  }

  private static boolean sameName(String one, String other) {
    return IdentityKey.of(one, null).equals(IdentityKey.of(other, null));
  }
}
