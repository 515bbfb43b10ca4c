package dev.sprintcapacity.postgres.people;

import dev.sprintcapacity.domain.people.MemberId;
import dev.sprintcapacity.domain.people.Role;
import dev.sprintcapacity.postgres.PostgresException;
import dev.sprintcapacity.postgres.PostgresFailures;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Gives every person one id for all sprints, and lists the people it knows. Thread-safe. */
public final class PersonDirectory {

  /** Largest page of people; small rows, so that a page stays below 100 kB. */
  public static final int MOST_PEOPLE_PER_PAGE = 200;

  /** Identities kept in memory: about 300 bytes each, so at most some 6 MB. */
  private static final int MOST_CACHED_IDENTITIES = 20_000;

  /**
   * Asking again is needed once, where another instance added the same person meanwhile: its row is
   * invisible to the statement that met it, and visible to the next one.
   */
  private static final int MOST_ATTEMPTS = 2;

  /**
   * In order of the keys, so that two that add the same people never wait for each other. Keys are
   * looked up one by one: a join could be planned as a scan of the whole table, and such a plan
   * stays while a young table grows.
   */
  private static final String RESOLVE =
      """
      with wanted as (
        select w.identity_key, w.member_id
        from unnest(:keys::text[], :candidates::text[]) as w(identity_key, member_id)
      ), known as (
        select w.identity_key, w.member_id as candidate, (
          select p.member_id
          from person_identity p
          where p.identity_key = w.identity_key) as member_id
        from wanted w
      ), added as (
        insert into person_identity (identity_key, member_id)
        select k.identity_key, k.candidate
        from known k
        where k.member_id is null
        order by k.identity_key
        on conflict (identity_key) do nothing
        returning identity_key, member_id
      )
      select k.identity_key, k.member_id from known k where k.member_id is not null
      union all
      select a.identity_key, a.member_id from added a
      """;

  private static final String KNOWN =
      """
      select w.id
      from unnest(:ids::text[]) as w(id)
      where (select true from person p where p.id = w.id)
      """;

  private static final String PAGE =
      """
      select p.id, p.name, p.role, p.email, p.updated_at
      from person p
      where p.id > :after
      order by p.id
      limit :limit
      """;

  private final JdbcClient jdbc;
  private final IdentityCache cache;

  public PersonDirectory(DataSource dataSource) {
    this(dataSource, MOST_CACHED_IDENTITIES);
  }

  PersonDirectory(DataSource dataSource, int mostCachedIdentities) {
    this.jdbc = JdbcClient.create(dataSource);
    this.cache = new IdentityCache(mostCachedIdentities);
  }

  /**
   * The ids of the people with these keys; whoever is new gets an id from the supplier.
   *
   * <p>Must be called <b>before</b> the transaction that uses the ids: what is resolved is kept in
   * memory at once and so has to be committed at once. People in memory cost nothing, all others
   * together one round trip, a second one only where somebody else adds the same person at the same
   * moment.
   *
   * @param newId makes an id that was never used; may be asked for more ids than are then used
   * @throws PostgresException if called within a transaction, or if the database fails
   */
  public Map<IdentityKey, MemberId> resolve(
      Collection<IdentityKey> keys, Supplier<MemberId> newId) {
    return resolve(keys, _ -> null, newId);
  }

  /**
   * As {@link #resolve(Collection, Supplier)}, where some of the new keys belong to people who have
   * an id: somebody who was known by name and now has an address as well, for instance.
   */
  public Map<IdentityKey, MemberId> resolve(
      Collection<IdentityKey> keys, KnownIds known, Supplier<MemberId> newId) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new PostgresException(
          "People must be resolved before the transaction that uses their ids begins, but one is active: call resolve first");
    }
    Map<IdentityKey, MemberId> found = new LinkedHashMap<>();
    SortedMap<String, String> missing = new TreeMap<>();
    for (IdentityKey key : keys) {
      MemberId cached = cache.find(key);
      if (cached != null) {
        found.put(key, cached);
      } else if (!missing.containsKey(key.value())) {
        MemberId candidate = known.idOf(key);
        missing.put(key.value(), (candidate == null ? newId.get() : candidate).value());
      }
    }
    for (int attempt = 0; !missing.isEmpty() && attempt < MOST_ATTEMPTS; attempt++) {
      Map<IdentityKey, MemberId> stored = store(missing);
      cache.add(stored);
      found.putAll(stored);
      stored.keySet().forEach(key -> missing.remove(key.value()));
    }
    if (!missing.isEmpty()) {
      throw new PostgresException(
          "Could not resolve %s: they are neither found nor added; is the isolation level read committed?"
              .formatted(missing.keySet()));
    }
    return found;
  }

  private Map<IdentityKey, MemberId> store(SortedMap<String, String> missing) {
    Map<IdentityKey, MemberId> stored = new LinkedHashMap<>();
    PostgresFailures.translating(
        "resolve " + missing.size() + " people",
        () ->
            jdbc.sql(RESOLVE)
                .param("keys", missing.keySet().toArray(String[]::new))
                .param("candidates", missing.values().toArray(String[]::new))
                .query((row, _) ->
                    stored.put(
                        new IdentityKey(row.getString("identity_key")),
                        new MemberId(row.getString("member_id"))))
                .list());
    return stored;
  }

  /**
   * Those of the ids that belong to somebody who is or was on a team. Needs no transaction.
   *
   * @throws PostgresException if the database fails
   */
  public Set<MemberId> known(Collection<MemberId> ids) {
    if (ids.isEmpty()) {
      return Set.of();
    }
    return Set.copyOf(
        PostgresFailures.translating(
            "find " + ids.size() + " people",
            () ->
                jdbc.sql(KNOWN)
                    .param("ids", ids.stream().map(MemberId::value).toArray(String[]::new))
                    .query((row, _) -> new MemberId(row.getString("id")))
                    .list()));
  }

  /**
   * The people behind a place in the list. Ordered by id, which is the order in which people were
   * first seen and never changes: walking through all pages meets everybody exactly once, whatever
   * is written meanwhile. Needs no transaction.
   *
   * @param after the {@link PersonPage#next()} of the page before; null for the first page
   * @param limit from 1 to {@value #MOST_PEOPLE_PER_PAGE}
   * @throws PostgresException if the limit is out of range, or if the database fails
   */
  public PersonPage page(@Nullable MemberId after, int limit) {
    if (limit < 1 || limit > MOST_PEOPLE_PER_PAGE) {
      throw new PostgresException(
          "A page of people must have from 1 to %d, but %d were asked for: check the limit first"
              .formatted(MOST_PEOPLE_PER_PAGE, limit));
    }
    List<Person> found =
        PostgresFailures.translating(
            "list people",
            () ->
                jdbc.sql(PAGE)
                    .param("after", after == null ? "" : after.value())
                    .param("limit", limit + 1)
                    .query((row, _) -> person(row))
                    .list());
    return found.size() > limit
        ? new PersonPage(found.subList(0, limit), found.get(limit - 1).id())
        : new PersonPage(found, null);
  }

  private static Person person(ResultSet row) throws SQLException {
    String role = row.getString("role");
    return new Person(
        new MemberId(row.getString("id")),
        row.getString("name"),
        Role.fromLabel(role)
            .orElseThrow(() ->
                new PostgresException(
                    "Table person holds the role \"%s\", which this version does not know: run the version that wrote it"
                        .formatted(role))),
        row.getString("email"),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }

  /**
   * Ids that are known for keys which may be new. Open, because callers know them from anywhere.
   */
  @FunctionalInterface
  public interface KnownIds {
    /** The id of the person with this key, or null where the caller knows none. */
    @Nullable MemberId idOf(IdentityKey key);
  }
}
