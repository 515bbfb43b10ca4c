package dev.sprintcapacity.consumers.jira.address;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Asks for the addresses of a name. Open: the system's resolver, or a test's. */
@FunctionalInterface
public interface HostNames {

  /** The resolver of the system. */
  HostNames SYSTEM = InetAddress::getAllByName;

  /**
   * Asks once.
   *
   * @param host name or literal address
   * @return at least one
   * @throws UnknownHostException where there is none
   */
  InetAddress[] addressesOf(String host) throws UnknownHostException;
}
