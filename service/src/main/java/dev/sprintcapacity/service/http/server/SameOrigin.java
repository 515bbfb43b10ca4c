package dev.sprintcapacity.service.http.server;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells the pages of this service from those of others. A browser says in {@code Origin} which page
 * sends a request; other clients send no such header and are let in.
 */
public final class SameOrigin {

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /** Whether the request comes from a page of this service, or from no page at all. */
  public boolean allows(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    String host = request.getHeader("Host");
    return origin == null || (host != null && isSame(origin, host));
  }

  /**
   * Only host and port count: where TLS ends at a proxy in front of the service, the scheme of the
   * page is not that of the request.
   */
  private static boolean isSame(String origin, String host) {
    Optional<URI> page = uri(origin);
    Optional<URI> here = page.flatMap(uri -> uri(uri.getScheme() + "://" + host));
    return page.isPresent()
        && here.isPresent()
        && page.get().getHost().equalsIgnoreCase(here.get().getHost())
        && port(page.get()) == port(here.get());
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(new URI(text)).filter(uri -> uri.getScheme() != null && isPlain(uri));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean isPlain(URI uri) {
    return uri.getHost() != null && uri.getUserInfo() == null;
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return uri.getScheme().toLowerCase(Locale.ROOT).equals("https") ? HTTPS : HTTP;
  }
}
