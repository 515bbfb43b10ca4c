package dev.sprintcapacity.settings;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code DATABASE_URL}: {@code postgres://user:password@host:port/database?option=value}, the
 * same with {@code postgresql://}, or {@code jdbc:postgresql://host:port/database?user=…}.
 *
 * <p>User, password and database may be percent-encoded; several {@code host:port} pairs may be
 * separated by commas, as the driver allows.
 */
public final class DatabaseUrl {

  private static final String JDBC = "jdbc:";
  private static final List<String> SCHEMES = List.of("postgres://", "postgresql://");

  /** Spellings of libpq that the JDBC driver knows under another name. */
  private static final Map<String, String> DRIVER_NAMES =
      Map.of("application_name", "ApplicationName", "connect_timeout", "connectTimeout");

  private DatabaseUrl() {}

  /**
   * Reads one URL.
   *
   * @throws IllegalArgumentException with what is expected, never with the URL, which holds a
   *     password
   */
  public static DatabaseAddress parse(String url) {
    String rest = url.startsWith(JDBC) ? url.substring(JDBC.length()) : url;
    for (String scheme : SCHEMES) {
      if (rest.startsWith(scheme)) {
        return parseRest(rest.substring(scheme.length()));
      }
    }
    throw new IllegalArgumentException("it must start with postgres:// or jdbc:postgresql://");
  }

  private static DatabaseAddress parseRest(String rest) {
    int question = rest.indexOf('?');
    String location = question < 0 ? rest : rest.substring(0, question);
    int slash = location.indexOf('/', Math.max(0, location.lastIndexOf('@')));
    if (slash < 0 || slash == location.length() - 1) {
      throw new IllegalArgumentException(
          "the database name is missing: postgres://user:password@host:port/database");
    }
    String authority = location.substring(0, slash);
    int at = authority.lastIndexOf('@');
    String hosts = authority.substring(at + 1);
    checkHosts(hosts);
    String userInfo = at < 0 ? "" : authority.substring(0, at);
    int colon = userInfo.indexOf(':');
    String user = decodedOrNull(colon < 0 ? userInfo : userInfo.substring(0, colon));
    String password = colon < 0 ? null : decodedOrNull(userInfo.substring(colon + 1));
    List<String> options = new ArrayList<>();
    for (String option :
        question < 0 ? new String[0] : rest.substring(question + 1).split("&", -1)) {
      int equals = option.indexOf('=');
      String name = equals < 0 ? option : option.substring(0, equals);
      String value = equals < 0 ? "" : option.substring(equals + 1);
      switch (name) {
        case "" -> {}
        case "user" -> user = decodedOrNull(value);
        case "password" -> password = decodedOrNull(value);
        default -> options.add(DRIVER_NAMES.getOrDefault(name, name) + "=" + value);
      }
    }
    String database =
        URLEncoder.encode(decoded(location.substring(slash + 1)), StandardCharsets.UTF_8);
    String jdbcUrl = "jdbc:postgresql://" + hosts + "/" + database;
    return new DatabaseAddress(
        options.isEmpty() ? jdbcUrl : jdbcUrl + "?" + String.join("&", options), user, password);
  }

  private static void checkHosts(String hosts) {
    for (String host : hosts.split(",", -1)) {
      int colon = host.lastIndexOf(':');
      boolean hasPort = colon > host.lastIndexOf(']');
      if ((hasPort ? host.substring(0, colon) : host).isBlank()) {
        throw new IllegalArgumentException(
            "the host is missing: postgres://user:password@host:port/database");
      }
      if (host.chars().anyMatch(Character::isWhitespace)) {
        throw new IllegalArgumentException("a host has no blanks");
      }
      if (hasPort && !isPort(host.substring(colon + 1))) {
        throw new IllegalArgumentException(
            "the port after the host must be a number from 1 to 65535");
      }
    }
  }

  private static boolean isPort(String text) {
    if (!text.matches("\\d{1,5}")) {
      return false;
    }
    int port = Integer.parseInt(text);
    return port >= 1 && port <= 65535;
  }

  private static @Nullable String decodedOrNull(String text) {
    return text.isEmpty() ? null : decoded(text);
  }

  /** Percent-decoding only: unlike in forms, a plus sign is a plus sign. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a % must be followed by two hexadecimal digits", e);
    }
  }
}
