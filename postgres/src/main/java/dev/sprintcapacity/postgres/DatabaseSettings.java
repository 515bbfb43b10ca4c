package dev.sprintcapacity.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a database says of itself to one of its roles.
 *
 * @param role the role that asked
 * @param serverVersion what the server calls itself
 * @param majorVersion the number before the dot
 * @param values the values of the settings that matter, by name
 * @param standBy whether the server follows another one
 */
record DatabaseSettings(
    String role,
    String serverVersion,
    int majorVersion,
    Map<String, String> values,
    boolean standBy) {

  static final String SYNCHRONOUS_COMMIT = "synchronous_commit";
  static final String ISOLATION = "default_transaction_isolation";
  static final String ENCODING = "server_encoding";
  static final String READ_ONLY = "default_transaction_read_only";
  static final String FSYNC = "fsync";
  static final String FULL_PAGE_WRITES = "full_page_writes";

  /** The oldest server whose SQL and functions the stores use and the tests run. */
  static final int OLDEST_MAJOR_VERSION = 15;

  /**
   * Commits that are durable before any other session sees them, on the stand-bys too. The event
   * table refuses an insert under any other setting, so this list and that trigger must agree.
   */
  private static final Set<String> SAFE_COMMITS = Set.of("on", "remote_apply");

  DatabaseSettings {
    values = Map.copyOf(values);
  }

  /** Refused with every reason there is, or accepted. */
  DatabaseVerdict verdict() {
    List<String> reasons = new ArrayList<>();
    if (majorVersion < OLDEST_MAJOR_VERSION) {
      reasons.add(
          "PostgreSQL must be %d or newer, but the server is %s: upgrade it or use another"
              .formatted(OLDEST_MAJOR_VERSION, serverVersion));
    }
    if (!SAFE_COMMITS.contains(value(SYNCHRONOUS_COMMIT))) {
      reasons.add(
          "%s must be on (or remote_apply), but is %s for role %s: an event could be published and then lost in a crash; run: alter role %s set %s = on"
              .formatted(
                  SYNCHRONOUS_COMMIT, value(SYNCHRONOUS_COMMIT), role, role, SYNCHRONOUS_COMMIT));
    }
    if (!value(ISOLATION).equals("read committed")) {
      reasons.add(
          "%s must be read committed, but is %s for role %s: run: alter role %s set %s = 'read committed'"
              .formatted(ISOLATION, value(ISOLATION), role, role, ISOLATION));
    }
    if (!value(ENCODING).equals("UTF8")) {
      reasons.add(
          "%s must be UTF8, but is %s: create the database with encoding 'UTF8'"
              .formatted(ENCODING, value(ENCODING)));
    }
    if (standBy) {
      reasons.add("The server must accept writes, but is a stand-by: connect to the primary");
    }
    if (!value(READ_ONLY).equals("off")) {
      reasons.add(
          "%s must be off, but is %s for role %s: run: alter role %s set %s = off"
              .formatted(READ_ONLY, value(READ_ONLY), role, role, READ_ONLY));
    }
    return reasons.isEmpty()
        ? new DatabaseVerdict.Accepted(serverVersion, warnings())
        : new DatabaseVerdict.Refused(reasons);
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (String setting : List.of(FSYNC, FULL_PAGE_WRITES)) {
      if (!value(setting).equals("on")) {
        warnings.add(
            "%s is %s: a crash of the machine can lose or corrupt everything; set it to on"
                .formatted(setting, value(setting)));
      }
    }
    return warnings;
  }

  private String value(String setting) {
    return Objects.requireNonNull(values.get(setting), setting);
  }
}
