package dev.sprintcapacity.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.service.testing.Bodies;
import dev.sprintcapacity.service.testing.Race;
import dev.sprintcapacity.service.testing.TestApi;
import dev.sprintcapacity.service.testing.TestResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A member is a person: known across sprints, and the same after an update. */
class MemberIdentityTest {

  private static final String SPRINTS = "/v1/sprints";

  private final TestApi api = TestApi.shared();
  private final String name = "Person " + UUID.randomUUID();
  private final String email = UUID.randomUUID() + "@example.com";

  @Test
  void an_address_is_known_in_every_sprint_whatever_its_case() {
    TestResponse one = sprint(member(name, email));
    TestResponse other = sprint(member("Somebody Else", email.toUpperCase(java.util.Locale.ROOT)));

    assertThat(memberId(other, 0)).isEqualTo(memberId(one, 0));
  }

  @Test
  void a_name_without_an_address_is_known_in_every_sprint() {
    TestResponse one = sprint(member(name));
    TestResponse other = sprint(member("  " + name.toUpperCase(java.util.Locale.ROOT) + " "));

    assertThat(memberId(other, 0)).isEqualTo(memberId(one, 0));
  }

  @Test
  void two_of_one_name_are_told_apart_by_their_addresses() {
    TestResponse sprint = sprint(member(name, email) + "," + member(name, "2" + email));

    assertThat(memberId(sprint, 0)).isNotEqualTo(memberId(sprint, 1));
  }

  @Test
  void a_given_id_decides_before_address_and_name() {
    TestResponse one = sprint(member(name, email));
    String id = memberId(one, 0);

    TestResponse other =
        sprint(
            """
            {"id":"%s","name":"Renamed","role":"Tester","email":"new%s"}\
            """
                .formatted(id, email));
    TestResponse third = sprint(member("Anybody", "new" + email));

    assertThat(memberId(other, 0)).isEqualTo(id);
    assertThat(memberId(third, 0)).as("known by the address given with the id").isEqualTo(id);
  }

  @Test
  void a_member_who_gets_an_address_stays_the_same_person() {
    TestResponse created = sprint(member(name));

    TestResponse updated = update(created, member(name, email));
    TestResponse elsewhere = sprint(member("Under Another Name", email));

    assertThat(memberId(updated, 0)).isEqualTo(memberId(created, 0));
    assertThat(memberId(elsewhere, 0)).isEqualTo(memberId(created, 0));
  }

  @Test
  void a_member_who_changes_the_address_or_the_name_stays_the_same_person() {
    TestResponse created = sprint(member(name, email));

    TestResponse moved = update(created, member(name, "2" + email));
    TestResponse married = update(created, member("Married " + name, "2" + email));

    assertThat(List.of(memberId(moved, 0), memberId(married, 0)))
        .containsOnly(memberId(created, 0));
  }

  @Test
  void the_address_decides_before_the_name_within_a_team() {
    TestResponse created = sprint(member(name, email) + "," + member("B" + name, "b" + email));

    TestResponse swapped =
        update(created, member("B" + name, email) + "," + member(name, "b" + email));

    assertThat(memberId(swapped, 0)).isEqualTo(memberId(created, 0));
    assertThat(memberId(swapped, 1)).isEqualTo(memberId(created, 1));
  }

  @Test
  void members_keep_their_ids_when_the_order_changes_and_others_come_and_go() {
    TestResponse created =
        sprint(member("A" + name) + "," + member("B" + name) + "," + member("C" + name));

    TestResponse updated =
        update(created, member("C" + name) + "," + member("D" + name) + "," + member("A" + name));

    assertThat(memberId(updated, 0)).isEqualTo(memberId(created, 2));
    assertThat(memberId(updated, 2)).isEqualTo(memberId(created, 0));
    assertThat(memberId(updated, 1))
        .isNotIn(memberId(created, 0), memberId(created, 1), memberId(created, 2));
  }

  @Test
  void an_id_that_nobody_ever_had_is_refused_with_its_field() {
    TestResponse refused =
        api.post(
                SPRINTS,
                Bodies.sprintWith(
                    TestApi.newNumber(),
                    member(name)
                        + ",{\"id\":\"member-"
                        + UUID.randomUUID()
                        + "\",\"name\":\"X\",\"role\":\"Tester\"}"))
            .refused(422, "VALIDATION_FAILED");

    assertThat(refused.text("/errors/0/field")).isEqualTo("teamMembers[1].id");
  }

  @Test
  void two_members_that_are_found_to_be_one_person_are_refused() {
    TestResponse created = sprint(member(name));
    update(created, member(name, email));

    TestResponse refused =
        api.post(
                SPRINTS,
                Bodies.sprintWith(TestApi.newNumber(), member(name) + "," + member("Z", email)))
            .refused(422, "VALIDATION_FAILED");

    assertThat(refused.text("/errors/0/field")).isEqualTo("teamMembers[1]");
    assertThat(refused.text("/errors/0/message")).contains("teamMembers[0]");
  }

  @Test
  void leave_keeps_its_id_where_it_did_not_change_or_is_named() {
    TestResponse created =
        sprint(
            memberOnLeave(
                """
                {"startDate":"2025-12-02","endDate":"2025-12-02"},
                {"startDate":"2025-12-03","endDate":"2025-12-03","reason":"a"},
                {"startDate":"2025-12-04","endDate":"2025-12-04"}\
                """));

    TestResponse updated =
        update(
            created,
            memberOnLeave(
                """
                {"startDate":"2025-12-03","endDate":"2025-12-03","reason":"a"},
                {"startDate":"2025-12-02","endDate":"2025-12-02","reason":"now with a reason"},
                {"id":"%s","startDate":"2025-12-10","endDate":"2025-12-11"}\
                """
                    .formatted(created.text("/teamMembers/0/vacations/2/id"))));

    assertThat(updated.text("/teamMembers/0/vacations/0/id"))
        .isEqualTo(created.text("/teamMembers/0/vacations/1/id"));
    assertThat(updated.text("/teamMembers/0/vacations/1/id"))
        .isNotEqualTo(created.text("/teamMembers/0/vacations/0/id"));
    assertThat(updated.text("/teamMembers/0/vacations/2/id"))
        .isEqualTo(created.text("/teamMembers/0/vacations/2/id"));
  }

  @Test
  void holidays_keep_their_ids_where_date_and_name_did_not_change() {
    TestResponse created =
        api.post(
                SPRINTS,
                Bodies.sprintAnd(
                    TestApi.newNumber(),
                    """
                    "holidays":[{"holidayDate":"2025-12-08","name":"A"},{"holidayDate":"2025-12-09","name":"B"}]\
                    """))
            .expect(201);

    TestResponse updated =
        api.patch(
                created.header("Location"),
                """
                {"holidays":[{"holidayDate":"2025-12-09","name":"B","description":"more"},
                 {"holidayDate":"2025-12-08","name":"Z"}]}\
                """)
            .expect(200);

    assertThat(updated.text("/holidays/0/id")).isEqualTo(created.text("/holidays/1/id"));
    assertThat(updated.text("/holidays/1/id")).isNotEqualTo(created.text("/holidays/0/id"));
  }

  @Test
  void a_copy_of_a_sprint_has_the_same_people_and_leave_of_its_own() {
    TestResponse created =
        sprint(memberOnLeave("{\"startDate\":\"2025-12-02\",\"endDate\":\"2025-12-02\"}"));

    TestResponse copy =
        api.post(
                SPRINTS,
                created
                    .body()
                    .replaceAll(
                        "\"sprintNumber\":\"[^\"]+\"",
                        "\"sprintNumber\":\"" + TestApi.newNumber() + "\""))
            .expect(201);

    assertThat(memberId(copy, 0)).isEqualTo(memberId(created, 0));
    assertThat(copy.text("/teamMembers/0/vacations/0/id"))
        .isNotEqualTo(created.text("/teamMembers/0/vacations/0/id"));
  }

  @Test
  void one_who_is_new_in_many_sprints_at_once_is_one_person() {
    List<TestResponse> sprints = Race.of(8, i -> sprint(member(name, email)));

    assertThat(sprints)
        .extracting(sprint -> memberId(sprint, 0))
        .containsOnly(memberId(sprints.getFirst(), 0));
  }

  private TestResponse sprint(String members) {
    return api.post(SPRINTS, Bodies.sprintWith(TestApi.newNumber(), members)).expect(201);
  }

  private TestResponse update(TestResponse sprint, String members) {
    return api.patch(sprint.header("Location"), "{\"teamMembers\":[" + members + "]}").expect(200);
  }

  private String memberOnLeave(String vacations) {
    return "{\"name\":\"%s\",\"role\":\"Designer\",\"vacations\":[%s]}".formatted(name, vacations);
  }

  private static String member(String name) {
    return "{\"name\":\"%s\",\"role\":\"Developer\"}".formatted(name);
  }

  private static String member(String name, String email) {
    return "{\"name\":\"%s\",\"role\":\"Developer\",\"email\":\"%s\"}".formatted(name, email);
  }

  private static String memberId(TestResponse sprint, int index) {
    return sprint.text("/teamMembers/" + index + "/id");
  }
}
