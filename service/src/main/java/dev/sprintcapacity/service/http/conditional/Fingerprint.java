package dev.sprintcapacity.service.http.conditional;

import dev.sprintcapacity.service.ServiceException;
import dev.sprintcapacity.service.http.body.JsonValue;
import dev.sprintcapacity.service.http.body.JsonValue.JsonArray;
import dev.sprintcapacity.service.http.body.JsonValue.JsonNull;
import dev.sprintcapacity.service.http.body.JsonValue.JsonNumber;
import dev.sprintcapacity.service.http.body.JsonValue.JsonObject;
import dev.sprintcapacity.service.http.body.JsonValue.JsonText;
import dev.sprintcapacity.service.http.body.JsonValue.JsonTruth;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells whether two requests are the same: method, path and content, whatever the order of keys and
 * the white space.
 */
public final class Fingerprint {

  private final MessageDigest digest;

  private Fingerprint(MessageDigest digest) {
    this.digest = digest;
  }

  /** The hash of a request. */
  public static byte[] of(HttpServletRequest request, Optional<JsonValue> body) {
    try {
      Fingerprint fingerprint = new Fingerprint(MessageDigest.getInstance("SHA-256"));
      fingerprint.add('m', request.getMethod());
      fingerprint.add('p', request.getRequestURI());
      body.ifPresent(fingerprint::add);
      return fingerprint.digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new ServiceException("Every Java has SHA-256, but this one has not", e);
    }
  }

  private void add(JsonValue value) {
    switch (value) {
      case JsonObject object -> {
        add('o', Integer.toString(object.fields().size()));
        new TreeMap<>(object.fields())
            .forEach((name, field) -> {
              add('k', name);
              add(field);
            });
      }
      case JsonArray array -> {
        add('a', Integer.toString(array.items().size()));
        array.items().forEach(this::add);
      }
      case JsonText text -> add('t', text.text());
      case JsonNumber number -> add('n', number.number().stripTrailingZeros().toString());
      case JsonTruth truth -> add('b', Boolean.toString(truth.truth()));
      case JsonNull nothing -> add('z', "");
    }
  }

  /** Kind and length before the text, so that no two documents run together into one. */
  private void add(char kind, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(
        (kind + Integer.toString(bytes.length) + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }
}
