package dev.sprintcapacity.chaos.load;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A write as it goes over HTTP.
 *
 * @param method of HTTP
 * @param path from the root
 * @param body a JSON document, or null where there is none
 * @param idempotencyKey under which it may be sent again, or null where it may not
 */
record Request(String method, String path, @Nullable String body, @Nullable String idempotencyKey) {
  static final String SPRINTS = "/v1/sprints";

  Request {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(path, "path");
  }
}
