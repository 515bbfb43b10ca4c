package dev.sprintcapacity.consumers.jira.address;

import java.net.UnknownHostException;

/** The name of Jira's host leads to an address that nothing is sent to; names both. */
public final class RefusedAddressException extends UnknownHostException {

  private static final long serialVersionUID = 1L;

  RefusedAddressException(String host, String address) {
    super(
        "%s leads to %s, which is no public address: JIRA_URL must name a public host, or set"
                .formatted(host, address)
            + " JIRA_ALLOW_PRIVATE_ADDRESS=true where Jira runs in your own network");
  }
}
