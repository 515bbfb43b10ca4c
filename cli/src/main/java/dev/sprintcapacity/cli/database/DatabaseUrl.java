package dev.sprintcapacity.cli.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the forms of {@code DATABASE_URL} that the service takes: {@code
 * postgres://user:password@host:port/database?option=value}, the same with {@code postgresql://},
 * or {@code jdbc:postgresql://host:port/database?user=…}. Several {@code host:port} may be
 * separated by commas.
 */
final class DatabaseUrl {
  private static final Pattern URL =
      Pattern.compile(
          "(?:jdbc:)?postgres(?:ql)?://(?:(?<user>[^:/?@]*)(?::(?<password>[^?]*))?@)?"
              + "(?<hosts>[^/@?]+)/(?<database>[^/?]+)(?:\\?(?<options>.*))?");
  private static final Pattern HOST = Pattern.compile("(\\[[^\\]]+]|[^\\s:\\[\\]]+)(:\\d{1,5})?");
  private static final int MAX_PORT = 65_535;

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
  static DatabaseAddress parse(String url) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches() || !hostsAreClear(parts.group("hosts"))) {
      throw new IllegalArgumentException(
          "it must be postgres://user:password@host:port/database or"
              + " jdbc:postgresql://host:port/database");
    }
    String user = decodedOrNull(parts.group("user"));
    String password = decodedOrNull(parts.group("password"));
    List<String> options = new ArrayList<>();
    for (String option : orEmpty(parts.group("options")).split("&", -1)) {
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
    String database = URLEncoder.encode(decoded(parts.group("database")), UTF_8);
    String jdbcUrl = "jdbc:postgresql://%s/%s".formatted(parts.group("hosts"), database);
    return new DatabaseAddress(
        options.isEmpty() ? jdbcUrl : jdbcUrl + "?" + String.join("&", options), user, password);
  }

  private static boolean hostsAreClear(String hosts) {
    for (String host : hosts.split(",", -1)) {
      Matcher parts = HOST.matcher(host);
      if (!parts.matches()
          || (parts.group(2) != null && !isPort(Integer.parseInt(parts.group(2).substring(1))))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPort(int number) {
    return number >= 1 && number <= MAX_PORT;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static @Nullable String decodedOrNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : decoded(text);
  }

  /** Percent-decoding only: unlike in forms, a plus sign is a plus sign. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a % must be followed by two hexadecimal digits", e);
    }
  }
}
