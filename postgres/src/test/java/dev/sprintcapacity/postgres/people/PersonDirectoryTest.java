package dev.sprintcapacity.postgres.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sprintcapacity.domain.people.MemberId;
import dev.sprintcapacity.domain.people.Role;
import dev.sprintcapacity.postgres.PostgresException;
import dev.sprintcapacity.postgres.TestDatabase;
import dev.sprintcapacity.postgres.Together;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataAccessException;

class PersonDirectoryTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final AtomicInteger PEOPLE = new AtomicInteger();

  @BeforeAll
  static void openConnections() {
    DATABASE.openConnections(8);
  }

  private final PersonDirectory directory = new PersonDirectory(DATABASE.dataSource());

  @Test
  void a_person_has_the_same_id_every_time_and_in_every_instance() {
    IdentityKey ann = newKey();

    Map<IdentityKey, MemberId> first = directory.resolve(List.of(ann), PersonDirectoryTest::newId);

    assertThat(directory.resolve(List.of(ann), PersonDirectoryTest::nobodyIsNew)).isEqualTo(first);
    assertThat(another().resolve(List.of(ann), PersonDirectoryTest::newId)).isEqualTo(first);
  }

  @Test
  void people_who_are_known_and_people_who_are_new_are_resolved_together() {
    List<IdentityKey> keys = IntStream.range(0, 6).mapToObj(_ -> newKey()).toList();
    Map<IdentityKey, MemberId> some =
        another().resolve(keys.subList(0, 2), PersonDirectoryTest::newId);
    some.putAll(directory.resolve(keys.subList(2, 4), PersonDirectoryTest::newId));

    Map<IdentityKey, MemberId> all = directory.resolve(keys, PersonDirectoryTest::newId);

    assertThat(all).hasSize(6).containsAllEntriesOf(some);
    assertThat(new HashSet<>(all.values())).hasSize(6);
  }

  @Test
  void one_key_asked_for_twice_is_one_person() {
    IdentityKey ann = newKey();

    assertThat(directory.resolve(List.of(ann, ann), PersonDirectoryTest::newId)).hasSize(1);
  }

  @Test
  void nobody_asked_for_is_nobody_found() {
    assertThat(directory.resolve(List.of(), PersonDirectoryTest::nobodyIsNew)).isEmpty();
  }

  @Test
  void a_new_key_of_a_known_person_gets_the_id_the_person_has() {
    IdentityKey name = newKey();
    MemberId id = directory.resolve(List.of(name), PersonDirectoryTest::newId).get(name);
    IdentityKey email = IdentityKey.of("Ann", "ann-" + PEOPLE.incrementAndGet() + "@example.org");

    directory.resolve(
        List.of(email), key -> key.equals(email) ? id : null, PersonDirectoryTest::nobodyIsNew);

    assertThat(another().resolve(List.of(email, name), PersonDirectoryTest::newId))
        .containsEntry(email, id)
        .containsEntry(name, id);
  }

  @Test
  void new_people_resolved_by_eight_threads_at_once_get_one_id_each() {
    for (int round = 0; round < 30; round++) {
      List<IdentityKey> keys = IntStream.range(0, 5).mapToObj(_ -> newKey()).toList();

      List<Map<IdentityKey, MemberId>> found =
          Together.inThreads(
              8,
              thread -> {
                List<IdentityKey> shuffled = new ArrayList<>(keys);
                Collections.shuffle(shuffled, new Random(thread));
                return another().resolve(shuffled, PersonDirectoryTest::newId);
              });

      assertThat(new HashSet<>(found)).hasSize(1);
      assertThat(found.getFirst()).hasSize(5);
    }
  }

  @Test
  void within_a_transaction_nobody_is_resolved_because_a_rollback_would_not_reach_the_memory() {
    assertThatExceptionOfType(PostgresException.class)
        .isThrownBy(() ->
            DATABASE.inTransaction(
                _ -> directory.resolve(List.of(newKey()), PersonDirectoryTest::newId)))
        .withMessageContaining("before the transaction");
  }

  @Test
  void memory_is_bounded_and_what_it_forgot_is_found_again() {
    PersonDirectory forgetful = new PersonDirectory(DATABASE.dataSource(), 3);
    List<IdentityKey> keys = IntStream.range(0, 9).mapToObj(_ -> newKey()).toList();

    Map<IdentityKey, MemberId> found = forgetful.resolve(keys, PersonDirectoryTest::newId);

    assertThat(found).hasSize(9);
    assertThat(forgetful.resolve(keys, PersonDirectoryTest::newId)).isEqualTo(found);
  }

  @Test
  void memory_keeps_the_identities_that_were_used_last() {
    IdentityCache cache = new IdentityCache(2);
    IdentityKey used = newKey();
    cache.add(Map.of(used, new MemberId("used")));
    cache.add(Map.of(newKey(), new MemberId("unused")));

    assertThat(cache.find(used)).isEqualTo(new MemberId("used"));
    cache.add(Map.of(newKey(), new MemberId("latest")));

    assertThat(cache.find(used)).isEqualTo(new MemberId("used"));
    assertThat(cache.size()).isEqualTo(2);
  }

  @Test
  void identities_can_not_be_changed_or_removed() {
    directory.resolve(List.of(newKey()), PersonDirectoryTest::newId);

    for (String change :
        List.of(
            "update person_identity set member_id = 'member-x'",
            "delete from person_identity",
            "truncate person_identity")) {
      assertThatExceptionOfType(DataAccessException.class)
          .isThrownBy(() -> DATABASE.jdbc().sql(change).update())
          .withMessageContaining("append-only");
    }
  }

  @Test
  void pages_show_every_person_once_in_the_order_of_ids() {
    List<Person> people =
        IntStream.range(0, 7)
            .mapToObj(index ->
                new Person(
                    new MemberId("member-page-" + index),
                    "Person " + (9 - index),
                    index % 2 == 0 ? Role.TESTER : Role.TECH_LEAD,
                    index % 2 == 0 ? null : "p" + index + "@example.org",
                    Instant.parse("2025-11-27T10:30:00.123456Z")))
            .toList();
    DATABASE.jdbc().sql("delete from person").update();
    people.forEach(PersonDirectoryTest::insert);

    for (int limit : List.of(1, 2, 6, 7, 8, PersonDirectory.MOST_PEOPLE_PER_PAGE)) {
      List<Person> met = new ArrayList<>();
      @Nullable MemberId after = null;
      do {
        PersonPage page = directory.page(after, limit);
        assertThat(page.people()).hasSizeLessThanOrEqualTo(limit);
        met.addAll(page.people());
        after = page.next();
      } while (after != null);
      assertThat(met).containsExactlyElementsOf(people);
    }
  }

  @Test
  void ids_of_people_on_a_team_are_told_from_ids_of_nobody() {
    MemberId ann = new MemberId("member-known-ann");
    insert(new Person(ann, "Ann", Role.TESTER, null, Instant.parse("2025-11-27T10:30:00Z")));

    assertThat(directory.known(List.of(ann, new MemberId("member-nobody"), ann)))
        .containsExactly(ann);
    assertThat(directory.known(List.of())).isEmpty();
  }

  @Test
  void a_limit_out_of_range_is_refused_with_its_value() {
    for (int limit : List.of(0, PersonDirectory.MOST_PEOPLE_PER_PAGE + 1)) {
      assertThatExceptionOfType(PostgresException.class)
          .isThrownBy(() -> directory.page(null, limit))
          .withMessageContaining(Integer.toString(limit));
    }
  }

  private static PersonDirectory another() {
    return new PersonDirectory(DATABASE.dataSource());
  }

  private static MemberId newId() {
    return new MemberId("member-" + UUID.randomUUID());
  }

  private static MemberId nobodyIsNew() {
    throw new AssertionError("nobody is new");
  }

  private static IdentityKey newKey() {
    return IdentityKey.of("Person " + PEOPLE.incrementAndGet(), null);
  }

  private static void insert(Person person) {
    DATABASE
        .jdbc()
        .sql("insert into person (id, name, role, email, updated_at) values (?, ?, ?, ?, ?)")
        .param(person.id().value())
        .param(person.name())
        .param(person.role().label())
        .param(person.email())
        .param(person.updatedAt().atOffset(ZoneOffset.UTC))
        .update();
  }
}
