package dev.sprintcapacity.consumers.email.delivery;

import java.util.Optional;

/**
 * A mail server.
 *
 * @param host name or address
 * @param port TCP port
 * @param security how the connection is protected
 * @param login who logs in; empty where nobody needs to
 */
public record SmtpSettings(String host, int port, SmtpSecurity security, Optional<Login> login) {

  /**
   * Who logs in.
   *
   * @param user name
   * @param password never shown
   */
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return "Login[***]";
    }
  }

  /** Place and protection alone. */
  @Override
  public String toString() {
    return "%s:%d with %s%s"
        .formatted(host, port, security, login.isPresent() ? ", login ***" : "");
  }
}
