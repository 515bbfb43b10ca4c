package dev.sprintcapacity.service.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page comes from, as browsers say it in the header {@code Origin}: scheme, host and port,
 * and nothing else. Two are the same only where all three are.
 *
 * @param scheme {@code http} or {@code https}
 * @param host name or address, in lower case; IPv6 in brackets
 * @param port TCP port; that of the scheme where the text names none
 */
public record Origin(String scheme, String host, int port) {

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final int MAX_PORT = 65_535;
  private static final String HOST =
      "([A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*|\\[[0-9A-Fa-f:.]{2,45}])";
  private static final String PORT = "(?::([0-9]{1,5}))?";
  private static final Pattern ORIGIN = Pattern.compile("([Hh][Tt][Tt][Pp][Ss]?)://" + HOST + PORT);
  private static final Pattern AUTHORITY = Pattern.compile(HOST + PORT);

  /** The origin that a text is; empty where it is none, {@code null} among them. */
  public static Optional<Origin> parse(String text) {
    Matcher found = ORIGIN.matcher(text);
    if (!found.matches()) {
      return Optional.empty();
    }
    String scheme = found.group(1).toLowerCase(Locale.ROOT);
    return port(found.group(3), scheme)
        .map(port -> new Origin(scheme, found.group(2).toLowerCase(Locale.ROOT), port));
  }

  /**
   * Whether a request with this {@code Host} header went to this very origin. The scheme is what
   * the page says: whoever ends TLS before this service keeps the host, not the scheme.
   */
  public boolean isOf(String hostHeader) {
    Matcher found = AUTHORITY.matcher(hostHeader);
    return found.matches()
        && host.equals(found.group(1).toLowerCase(Locale.ROOT))
        && port(found.group(2), scheme).filter(of -> of == port).isPresent();
  }

  private static Optional<Integer> port(@Nullable String digits, String scheme) {
    if (digits == null) {
      return Optional.of(scheme.equals("https") ? HTTPS_PORT : HTTP_PORT);
    }
    int port = Integer.parseInt(digits);
    return port >= 1 && port <= MAX_PORT ? Optional.of(port) : Optional.empty();
  }

  /** As browsers write it. */
  @Override
  public String toString() {
    boolean usual = port == (scheme.equals("https") ? HTTPS_PORT : HTTP_PORT);
    return "%s://%s%s".formatted(scheme, host, usual ? "" : ":" + port);
  }
}
