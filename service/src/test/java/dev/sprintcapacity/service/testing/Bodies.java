package dev.sprintcapacity.service.testing;

/** Bodies that tests send. */
public final class Bodies {

  private Bodies() {}

  /** The sprint of the golden case: two weeks, one member with two overlapping leaves. */
  public static String goldenSprint(String number) {
    return """
    {"sprintNumber":"%s","startDate":"2025-12-01","endDate":"2025-12-14",
     "teamMembers":[{"name":"Alice Johnson","role":"Developer","email":"alice-%s@example.com","vacations":[
       {"startDate":"2025-12-05","endDate":"2025-12-10"},
       {"startDate":"2025-12-08","endDate":"2025-12-12","reason":"Family"}]}],
     "holidays":[]}\
    """
        .formatted(number, number);
  }

  /** A sprint without anybody. */
  public static String emptySprint(String number) {
    return """
    {"sprintNumber":"%s","startDate":"2025-12-01","endDate":"2025-12-14"}\
    """
        .formatted(number);
  }

  /** A sprint with these members, given as JSON objects. */
  public static String sprintWith(String number, String members) {
    return """
    {"sprintNumber":"%s","startDate":"2025-12-01","endDate":"2025-12-14","teamMembers":[%s]}\
    """
        .formatted(number, members);
  }

  /** A sprint with one more field. */
  public static String sprintAnd(String number, String field) {
    return """
    {"sprintNumber":"%s","startDate":"2025-12-01","endDate":"2025-12-14",%s}\
    """
        .formatted(number, field);
  }
}
