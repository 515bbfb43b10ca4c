package dev.sprintcapacity.cli.kafka;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where Kafka is: one or more {@code host:port}, separated by commas.
 *
 * @param text as it was written
 * @param hosts the hosts in it
 */
public record BootstrapServers(String text, List<String> hosts) {
  private static final Pattern SERVER =
      Pattern.compile("(?:[A-Za-z0-9_]+://)?(?:\\[([^\\]]+)]|([^\\s:/\\[\\]]+)):(\\d{1,5})");
  private static final int MAX_PORT = 65_535;

  /** Copies the hosts. */
  public BootstrapServers {
    hosts = List.copyOf(hosts);
  }

  /** Reads the list; an unknown host is not an error here, for it may become known. */
  public static Optional<BootstrapServers> parse(String text) {
    List<String> hosts = new ArrayList<>();
    for (String server : text.split(",", -1)) {
      Matcher parts = SERVER.matcher(server.strip());
      if (!parts.matches() || Integer.parseInt(parts.group(3)) > MAX_PORT) {
        return Optional.empty();
      }
      hosts.add(parts.group(1) == null ? parts.group(2) : parts.group(1));
    }
    return Optional.of(new BootstrapServers(text, hosts));
  }

  /** What to say where the list cannot be read. */
  public static String problemOf(String text) {
    return "'%s' does not say where Kafka is; expected host:port, or several separated by commas"
        .formatted(text);
  }

  /** Whether one host at least has an address; a client cannot even be made before. */
  public boolean resolvable() {
    return hosts.stream().anyMatch(BootstrapServers::resolves);
  }

  private static boolean resolves(String host) {
    try {
      return InetAddress.getAllByName(host).length > 0;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
