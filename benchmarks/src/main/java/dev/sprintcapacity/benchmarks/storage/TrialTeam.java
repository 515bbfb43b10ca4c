package dev.sprintcapacity.benchmarks.storage;

import java.util.stream.IntStream;

/** Five people who plan together, made once, so that making them is no part of a measurement. */
final class TrialTeam {
  static final int MEMBERS = 5;

  /** So many teams share all sprints, as in a company that plans for years. */
  private static final int TEAMS = 200;

  private static final TrialTeam[] ALL =
      IntStream.range(0, TEAMS).mapToObj(TrialTeam::new).toArray(TrialTeam[]::new);

  final String[] memberIds;
  final String[] names;
  final String[] roles = {"Developer", "Tester", "Designer", "Product Owner", "Scrum Master"};
  final String[] emails;
  final String[] vacationIds;

  private TrialTeam(int number) {
    memberIds = each(number, "member-0199a0b2-7c55-7000-8000-%010d%02d");
    names = each(number, "Alexandra Johnson %d of %d");
    emails = each(number, "alexandra.%d.%d@example.org");
    vacationIds = each(number, "vacation-0199a0b2-7c55-7000-9000-%010d%02d");
  }

  static TrialTeam of(String sprintId) {
    return ALL[Math.floorMod(sprintId.hashCode(), TEAMS)];
  }

  private static String[] each(int team, String pattern) {
    return IntStream.range(0, MEMBERS)
        .mapToObj(member -> pattern.formatted(team, member))
        .toArray(String[]::new);
  }
}
