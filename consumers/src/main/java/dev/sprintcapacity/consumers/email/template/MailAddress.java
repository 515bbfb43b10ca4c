package dev.sprintcapacity.consumers.email.template;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address that any mail server takes and no header breaks at: a dot-atom of ASCII, an at, and a
 * domain of letters, digits and dashes. A domain with other letters is kept in its ASCII form.
 *
 * @param text the address, at most {@value #MAX_LENGTH} characters
 */
public record MailAddress(String text) {

  /** The longest address SMTP can deliver to. */
  public static final int MAX_LENGTH = 254;

  private static final int MAX_LOCAL_LENGTH = 64;

  private static final Pattern LOCAL =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

  private static final Pattern DOMAIN =
      Pattern.compile(
          "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

  /**
   * Reads an address.
   *
   * @return empty where the text is none, or one that not every server takes
   */
  public static Optional<MailAddress> of(String text) {
    int at = text.lastIndexOf('@');
    if (at < 1 || at > MAX_LOCAL_LENGTH || text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String local = text.substring(0, at);
    String domain = ascii(text.substring(at + 1));
    boolean valid =
        LOCAL.matcher(local).matches()
            && DOMAIN.matcher(domain).matches()
            && local.length() + 1 + domain.length() <= MAX_LENGTH;
    return valid ? Optional.of(new MailAddress(local + '@' + domain)) : Optional.empty();
  }

  /** What stands behind the at. */
  public String domain() {
    return text.substring(text.lastIndexOf('@') + 1);
  }

  /** Hidden, as an address is personal. */
  @Override
  public String toString() {
    return "MailAddress[***]";
  }

  private static String ascii(String domain) {
    try {
      return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException noDomain) {
      return "";
    }
  }
}
