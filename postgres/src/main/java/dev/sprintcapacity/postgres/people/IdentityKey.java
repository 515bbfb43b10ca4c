package dev.sprintcapacity.postgres.people;

import dev.sprintcapacity.domain.text.QuotedValue;
import dev.sprintcapacity.postgres.PostgresException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person is recognised by: the e-mail address, or the name of somebody without one. Two
 * spellings that differ only in case, in white space or in how accents are composed are one key.
 *
 * @param value {@code email:} or {@code name:} and the folded text
 */
public record IdentityKey(String value) implements Comparable<IdentityKey> {

  private static final String EMAIL = "email:";
  private static final String NAME = "name:";

  /** Everything that Unicode or Java calls white space, no-break spaces included. */
  private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}]+");

  /**
   * @throws PostgresException if the value has neither prefix or nothing behind it
   */
  public IdentityKey {
    boolean email = value.startsWith(EMAIL) && value.length() > EMAIL.length();
    boolean name = value.startsWith(NAME) && value.length() > NAME.length();
    if (!email && !name) {
      throw new PostgresException(
          "An identity key must be %s or %s and a text, but is %s: make it with IdentityKey.of"
              .formatted(EMAIL, NAME, QuotedValue.of(value)));
    }
  }

  /** The key of a person with this name and, where known, this address. */
  public static IdentityKey of(String name, @Nullable String email) {
    return email == null
        ? new IdentityKey(NAME + fold(name))
        : new IdentityKey(EMAIL + email.strip().toLowerCase(Locale.ROOT));
  }

  private static String fold(String name) {
    String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
    return WHITE_SPACE.matcher(composed).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
  }

  @Override
  public int compareTo(IdentityKey other) {
    return value.compareTo(other.value);
  }
}
