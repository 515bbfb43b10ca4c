package dev.sprintcapacity.consumers.jira.address;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * Where Jira is: scheme, host, port and path, checked for forms that mean something else than they
 * look like. What a name resolves to is checked at each connect by {@link CheckedResolver}.
 *
 * @param base without a slash at its end
 * @param privateAllowed whether Jira may be in the network of this machine
 */
public record JiraAddress(URI base, boolean privateAllowed) {

  private static final int MAX_LENGTH = 2_048;
  private static final int MAX_PORT = 65_535;

  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?");

  /** What some resolvers take for a number: the last label is one, in whatever base. */
  private static final Pattern NUMBER_LIKE = Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)");

  /** The one way to write an IPv4 address that everybody reads alike. */
  private static final Pattern DOTTED =
      Pattern.compile(
          "((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])\\.){3}"
              + "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])");

  /**
   * Reads and checks an address; asks no name server.
   *
   * @param text as in {@code https://example.atlassian.net}
   * @param privateAllowed whether loopback and private addresses are allowed, and {@code http} to
   *     loopback
   * @throws IllegalArgumentException with what is expected, never with the text, which may hold a
   *     password
   */
  public static JiraAddress parse(String text, boolean privateAllowed) {
    require(text.length() <= MAX_LENGTH, "at most " + MAX_LENGTH + " characters");
    require(
        text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\'),
        "plain characters without blanks and backslashes");
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("expected a URL such as https://example.atlassian.net", e);
    }
    String host = uri.getHost();
    require(
        host != null && uri.getRawUserInfo() == null,
        "scheme and host as in https://example.atlassian.net, without user and password");
    require(
        uri.getRawQuery() == null && uri.getRawFragment() == null, "neither query nor fragment");
    require(
        uri.getPort() == -1 ? !uri.getRawAuthority().endsWith(":") : isPort(uri.getPort()),
        "a port from 1 to 65535, or none");
    require(
        PATH.matcher(uri.getRawPath()).matches(), "a path of plain words, without dots in front");
    requireScheme(uri, host, privateAllowed);
    JiraAddress address = new JiraAddress(withoutSlash(uri), privateAllowed);
    requireHost(host, address);
    return address;
  }

  private static boolean isPort(int port) {
    return port >= 1 && port <= MAX_PORT;
  }

  private static void requireScheme(URI uri, String host, boolean privateAllowed) {
    boolean loopback = host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    require(
        "https".equals(uri.getScheme())
            || ("http".equals(uri.getScheme()) && privateAllowed && loopback),
        "https; http is for this machine alone, together with JIRA_ALLOW_PRIVATE_ADDRESS=true");
  }

  private static void requireHost(String host, JiraAddress address) {
    require(!host.endsWith("."), "a host without a dot at its end");
    if (host.startsWith("[")) {
      require(!host.contains("%"), "an IPv6 address without a zone");
    } else if (NUMBER_LIKE.matcher(host).matches()) {
      require(
          DOTTED.matcher(host).matches(),
          "a name, or an IPv4 address as four decimal numbers without zeros in front");
    } else {
      return;
    }
    require(
        address.allows(InetAddress.ofLiteral(host.startsWith("[") ? withoutBrackets(host) : host)),
        "a public address: this one is private or reserved, which JIRA_ALLOW_PRIVATE_ADDRESS=true"
            + " allows where Jira runs in your own network");
  }

  private static void require(boolean holds, String expectation) {
    if (!holds) {
      throw new IllegalArgumentException("expected " + expectation);
    }
  }

  private static String withoutBrackets(String host) {
    return host.substring(1, host.length() - 1);
  }

  private static URI withoutSlash(URI uri) {
    String text = uri.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : uri;
  }

  /**
   * Whether requests may go to an address that the host's name leads to. Wildcard, multicast and
   * link-local addresses, where clouds keep their metadata, are never Jira's.
   */
  public boolean allows(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isMulticastAddress()
        || address.isLinkLocalAddress()) {
      return false;
    }
    if (base.getScheme().equals("http")) {
      return address.isLoopbackAddress();
    }
    return privateAllowed || PublicAddresses.contain(address);
  }

  /**
   * A resource below the base.
   *
   * @param path begins with a slash
   */
  public URI resource(String path) {
    return URI.create(base + path);
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
