package dev.sprintcapacity.domain.text;

import java.util.Optional;

/**
 * What an e-mail address must look like to be safe in a mail header: {@code local@domain}, without
 * quoting, comments or lists of addresses. Whether the mailbox exists is not asked. Thread-safe: it
 * holds no state.
 */
public final class EmailRule {

  /** The longest address that SMTP can carry (RFC 5321 with its erratum 1690), in code points. */
  public static final int MAX_CODE_POINTS = 254;

  /** Characters with a meaning of their own in a mail header (RFC 5322), but for dot and at. */
  private static final String SPECIALS = ",;:<>()[]\"\\";

  private EmailRule() {}

  /**
   * What is wrong with the address, as the rest of a sentence that begins with the name of the
   * field; empty where nothing is.
   */
  public static Optional<String> problemIn(String address) {
    return TextRule.problemIn(address, MAX_CODE_POINTS)
        .or(() -> problemInCharacters(address))
        .or(() -> problemInParts(address));
  }

  private static Optional<String> problemInCharacters(String address) {
    return address
        .codePoints()
        .filter(EmailRule::isForbidden)
        .mapToObj(codePoint ->
            "must not contain spaces, invisible characters or any of %s, but has %s in %s: remove it"
                .formatted(SPECIALS, shown(codePoint), QuotedValue.of(address)))
        .findFirst();
  }

  private static boolean isForbidden(int codePoint) {
    return CharacterRule.isSpace(codePoint)
        || CharacterRule.isInvisible(codePoint)
        || SPECIALS.indexOf(codePoint) >= 0;
  }

  private static String shown(int codePoint) {
    return SPECIALS.indexOf(codePoint) >= 0
        ? Character.toString(codePoint)
        : CharacterRule.name(codePoint);
  }

  private static Optional<String> problemInParts(String address) {
    int at = address.indexOf('@');
    String domain = address.substring(at + 1);
    boolean whole =
        at > 0
            && !domain.isEmpty()
            && domain.indexOf('@') < 0
            && !domain.startsWith(".")
            && !domain.endsWith(".")
            && !domain.contains("..");
    return whole
        ? Optional.empty()
        : Optional.of(
            "must be an address with one @ between a name and a domain, but is %s: write it like alice@example.com"
                .formatted(QuotedValue.of(address)));
  }
}
