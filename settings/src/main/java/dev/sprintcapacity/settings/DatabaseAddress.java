package dev.sprintcapacity.settings;

import org.jspecify.annotations.Nullable;

/**
 * Where PostgreSQL is and who connects to it.
 *
 * @param jdbcUrl JDBC form without user and password, so it may be shown
 * @param user name to connect as; the driver's default where absent
 * @param password never shown
 */
public record DatabaseAddress(String jdbcUrl, @Nullable String user, @Nullable String password) {

  /** Place and user, without the options, which may hold secrets. */
  @Override
  public String toString() {
    int options = jdbcUrl.indexOf('?');
    String place = jdbcUrl.substring("jdbc:".length(), options < 0 ? jdbcUrl.length() : options);
    return user == null ? place : "%s as %s".formatted(place, user);
  }
}
