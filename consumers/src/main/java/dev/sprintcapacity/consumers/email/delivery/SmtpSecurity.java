package dev.sprintcapacity.consumers.email.delivery;

/** How a connection to the mail server is protected. Closed: each has its port and its rules. */
public enum SmtpSecurity {
  /** Begins in plain text and must become TLS before anything else is said; port 587. */
  STARTTLS(587),
  /** TLS from the first byte; port 465. */
  TLS(465),
  /** None; port 25. */
  NONE(25);

  private final int defaultPort;

  SmtpSecurity(int defaultPort) {
    this.defaultPort = defaultPort;
  }

  /** The TCP port where nothing else is said. */
  public int defaultPort() {
    return defaultPort;
  }
}
