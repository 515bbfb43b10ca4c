package dev.sprintcapacity.consumers.jira.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Gives the HTTP client the addresses it connects to, checked at each connect. The client asks
 * nobody else, so that a name that changes its address after a check gains nothing. One address of
 * a name that is refused refuses the name.
 */
public final class CheckedResolver implements DnsResolver {

  private final JiraAddress jira;
  private final HostNames names;

  /**
   * Only remembers.
   *
   * @param jira says which addresses are allowed
   * @param names asked for each connection
   */
  public CheckedResolver(JiraAddress jira, HostNames names) {
    this.jira = jira;
    this.names = names;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = names.addressesOf(host);
    if (addresses.length == 0) {
      throw new UnknownHostException(host);
    }
    for (InetAddress address : addresses) {
      if (!jira.allows(address)) {
        throw new RefusedAddressException(host, address.getHostAddress());
      }
    }
    return addresses;
  }

  /** Asks nobody: the name stays as it was written. */
  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
