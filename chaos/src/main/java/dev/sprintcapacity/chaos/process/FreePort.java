package dev.sprintcapacity.chaos.process;

import dev.sprintcapacity.chaos.ChaosException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that must come back on the same one. They lie below those that systems give to
 * outgoing connections and to whoever asks for any port, so that nobody takes one while its server
 * is down.
 */
public final class FreePort {
  private static final int FIRST = 20_000;

  /** From here on Linux, and further up other systems, choose ports by themselves. */
  private static final int END = 32_768;

  private static final int ATTEMPTS = 100;

  /** Nobody listens yet on what was chosen a moment ago. */
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  /** A port nobody listens on right now, and which was not given to anybody here before. */
  public static int any() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, END);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        if (GIVEN.add(port)) {
          return socket.getLocalPort();
        }
      } catch (IOException _) {
        // somebody has it
      }
    }
    throw new ChaosException("no port is free from %d to %d".formatted(FIRST, END));
  }
}
