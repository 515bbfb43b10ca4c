package dev.sprintcapacity.service.http.body;

import dev.sprintcapacity.domain.people.MemberId;
import dev.sprintcapacity.service.http.body.ObjectFields.Item;
import dev.sprintcapacity.service.sprint.MemberInput;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds members of one team that can only be the same person: the same id, the same e-mail address,
 * or the same name with nothing else to tell them apart.
 */
final class SamePerson {

  private SamePerson() {}

  static void check(List<Item<MemberInput>> members, ObjectFields sprint) {
    Map<String, String> seen = new HashMap<>();
    for (Item<MemberInput> item : members) {
      MemberInput member = item.value();
      MemberId id = member.id();
      String email = member.email();
      if (id != null) {
        note(seen, "id " + id.value(), item, "id", sprint);
      }
      if (email != null) {
        note(seen, "email " + email.toLowerCase(Locale.ROOT), item, "email", sprint);
      }
      if (id == null && email == null) {
        note(seen, "name " + folded(member.name()), item, "name", sprint);
      }
    }
  }

  private static void note(
      Map<String, String> seen,
      String key,
      Item<MemberInput> item,
      String field,
      ObjectFields sprint) {
    String other = seen.putIfAbsent(key, item.path());
    if (other != null) {
      sprint.problemAt(
          JsonPath.field(item.path(), field),
          "is the same as that of %s: a person is on a team once".formatted(other)
              + (field.equals("name") ? "; give an email or id to tell two people apart" : ""));
    }
  }

  private static String folded(String name) {
    return name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }
}
