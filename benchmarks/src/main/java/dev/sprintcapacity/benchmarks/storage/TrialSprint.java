package dev.sprintcapacity.benchmarks.storage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** A sprint of five members with one vacation each and two holidays, and its two events. */
record TrialSprint(String id, String number, int revision) {
  /** The seed's sprint.created with its headers' worth of ids is about as long. */
  private static final int EVENT_BYTES = 310;

  private static final byte[] EVENT = event();

  TrialTeam team() {
    return TrialTeam.of(id);
  }

  String[] reasons() {
    String[] reasons = new String[TrialTeam.MEMBERS];
    Arrays.fill(reasons, "Family visit, revision " + revision);
    return reasons;
  }

  /** The plan as JSON, as the store's codec would write it. */
  String document() {
    StringBuilder json = new StringBuilder(2_048);
    json.append("{\"format\":1,\"confidence\":90.0,\"team\":[");
    TrialTeam team = team();
    String reason = reasons()[0];
    for (int index = 0; index < TrialTeam.MEMBERS; index++) {
      json.append(index == 0 ? "{\"id\":\"" : ",{\"id\":\"")
          .append(team.memberIds[index])
          .append("\",\"name\":\"")
          .append(team.names[index])
          .append("\",\"role\":\"")
          .append(team.roles[index])
          .append("\",\"email\":\"")
          .append(team.emails[index])
          .append("\",\"vacations\":[{\"id\":\"")
          .append(team.vacationIds[index])
          .append("\",\"first\":\"2025-12-03\",\"last\":\"2025-12-05\",\"reason\":\"")
          .append(reason)
          .append("\"}]}");
    }
    return json.append("],\"holidays\":[{\"id\":\"holiday-0199a0b2-7c55-7000-a000-000000000000\",")
        .append("\"date\":\"2025-12-01\",\"name\":\"National day 0\"},")
        .append("{\"id\":\"holiday-0199a0b2-7c55-7000-a000-000000000001\",")
        .append("\"date\":\"2025-12-02\",\"name\":\"National day 1\"}]}")
        .toString();
  }

  long[] eventSequences() {
    long first = 2L * revision + 1;
    return new long[] {first, first + 1};
  }

  String[] eventIds() {
    return new String[] {UUID.randomUUID().toString(), UUID.randomUUID().toString()};
  }

  String[] eventTypes() {
    return new String[] {"sprint.created", "team_member.added"};
  }

  byte[][] eventValues() {
    return new byte[][] {EVENT, EVENT};
  }

  private static byte[] event() {
    return "x".repeat(EVENT_BYTES).getBytes(StandardCharsets.UTF_8);
  }
}
