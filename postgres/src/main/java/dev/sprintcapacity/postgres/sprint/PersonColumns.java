package dev.sprintcapacity.postgres.sprint;

import dev.sprintcapacity.domain.people.Member;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The members of one sprint as arrays, one per column of the table of people. */
final class PersonColumns {

  private final List<Member> members;

  PersonColumns(List<Member> members) {
    this.members = members;
  }

  StatementSpec bindTo(StatementSpec statement) {
    return statement
        .param("person_ids", texts(member -> member.id().value()))
        .param("person_names", texts(Member::name))
        .param("person_roles", texts(member -> member.role().label()))
        .param("person_emails", texts(Member::email));
  }

  private @Nullable String[] texts(Function<Member, @Nullable String> column) {
    @Nullable String[] texts = new @Nullable String[members.size()];
    for (int index = 0; index < texts.length; index++) {
      texts[index] = column.apply(members.get(index));
    }
    return texts;
  }
}
