package dev.sprintcapacity.postgres.people;

import dev.sprintcapacity.domain.people.MemberId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some people, and where the next ones begin.
 *
 * @param people in ascending order of their ids
 * @param next what to ask the next page with; null where this page is the last
 */
public record PersonPage(List<Person> people, @Nullable MemberId next) {
  public PersonPage {
    people = List.copyOf(people);
  }
}
