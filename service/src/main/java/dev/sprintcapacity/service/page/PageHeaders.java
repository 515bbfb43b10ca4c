package dev.sprintcapacity.service.page;

import java.util.LinkedHashMap;
import java.util.Map;

/** The headers of every page: it loads from here alone, and nobody frames it. */
final class PageHeaders {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'";

  /** Of a page that frames another one of ours. */
  static final String POLICY_WITH_FRAMES = POLICY + "; frame-src 'self'";

  private PageHeaders() {}

  /** These headers and one more. */
  static Map<String, String> with(String name, String value) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(name, value);
    headers.put("Cache-Control", "no-cache");
    headers.put("Content-Security-Policy", POLICY);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "same-origin");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    return headers;
  }
}
