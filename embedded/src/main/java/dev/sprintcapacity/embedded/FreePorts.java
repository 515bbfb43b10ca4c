package dev.sprintcapacity.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the two loopback addresses. */
final class FreePorts {
  static final byte[] IPV4 = {127, 0, 0, 1};
  static final byte[] IPV6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

  private FreePorts() {}

  /** A port nobody listens on right now; another process may take it before it is used. */
  static int any() throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(address(IPV4, 0));
      return socket.getLocalPort();
    }
  }

  /** Whether a server could listen on this port of 127.0.0.1 now. */
  static boolean isFree(int port) {
    return isFree(IPV4, port);
  }

  /** Whether a server could listen on this port of a loopback address now. */
  static boolean isFree(byte[] loopback, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address(loopback, port));
      return true;
    } catch (IOException busy) {
      return false;
    }
  }

  /** Whether this machine has the address ::1. */
  static boolean hasIpv6() {
    return isFree(IPV6, 0);
  }

  private static InetSocketAddress address(byte[] loopback, int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByAddress("localhost", loopback), port);
  }
}
