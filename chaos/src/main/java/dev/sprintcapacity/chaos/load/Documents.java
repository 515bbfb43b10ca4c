package dev.sprintcapacity.chaos.load;

import dev.sprintcapacity.chaos.checker.Contents;

/** The JSON that clients send; each carries the mark of its write, see {@link Contents}. */
final class Documents {
  private Documents() {}

  /** Of a new sprint with a team, whose number is the mark. */
  static String creation(long mark) {
    return plan(
        Contents.sprintNumber(mark),
        80,
        "Alice Johnson",
        "[]",
        ",{\"name\":\"Bob Smith\",\"role\":\"Tester\"}");
  }

  /** Of a whole plan with another team and another holiday. */
  static String replacement(String number, long mark) {
    return plan(number, mark % 101, Contents.updateName(mark), holidays(mark), "");
  }

  /** That changes the holidays only. */
  static String holidayPatch(long mark) {
    return "{\"holidays\":%s}".formatted(holidays(mark));
  }

  /** That changes the team only. */
  static String teamPatch(long mark) {
    return "{\"teamMembers\":%s}".formatted(team(Contents.updateName(mark), ""));
  }

  private static String plan(
      String number, long confidence, String member, String holidays, String more) {
    return """
    {"sprintNumber":"%s","startDate":"2025-11-27","endDate":"2025-12-10",\
    "confidencePercentage":%d,"teamMembers":%s,"holidays":%s}\
    """
        .formatted(number, confidence, team(member, more), holidays);
  }

  private static String team(String name, String more) {
    return """
    [{"name":"%s","role":"Developer",\
    "vacations":[{"startDate":"2025-12-01","endDate":"2025-12-03"}]}%s]\
    """
        .formatted(name, more);
  }

  private static String holidays(long mark) {
    return "[{\"holidayDate\":\"2025-12-08\",\"name\":\"%s\"}]"
        .formatted(Contents.updateName(mark));
  }
}
