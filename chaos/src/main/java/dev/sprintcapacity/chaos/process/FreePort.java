package dev.sprintcapacity.chaos.process;

import dev.sprintcapacity.chaos.ChaosException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports for servers that must come back on the same one. */
public final class FreePort {
  private FreePort() {}

  /** A port nobody listens on right now. */
  public static int any() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new ChaosException("no port is free", e);
    }
  }
}
