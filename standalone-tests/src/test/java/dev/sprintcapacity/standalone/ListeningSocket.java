package dev.sprintcapacity.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A TCP socket that waits for connections, as Linux tells under {@code /proc}.
 *
 * @param address it is bound to
 * @param port it is bound to
 */
record ListeningSocket(InetAddress address, int port) {

  private static final Path PROC = Path.of("/proc");
  private static final String LISTEN = "0A";

  /** Columns of a line of {@code /proc/net/tcp}. */
  private static final int LOCAL = 1;

  private static final int STATE = 3;
  private static final int INODE = 9;

  /** All of these processes. */
  static List<ListeningSocket> of(List<ProcessHandle> processes) {
    Set<String> own =
        processes.stream().flatMap(ListeningSocket::inodes).collect(Collectors.toSet());
    return Stream.of("tcp", "tcp6")
        .map(name -> PROC.resolve("net").resolve(name))
        .filter(Files::exists)
        .flatMap(table -> lines(table).stream().skip(1))
        .map(line -> line.strip().split("\\s+", -1))
        .filter(columns -> columns[STATE].equals(LISTEN) && own.contains(columns[INODE]))
        .map(columns -> parse(columns[LOCAL]))
        .toList();
  }

  private static Stream<String> inodes(ProcessHandle process) {
    Path descriptors = PROC.resolve(Long.toString(process.pid())).resolve("fd");
    try (Stream<Path> all = Files.list(descriptors)) {
      return all
          .map(ListeningSocket::target)
          .filter(target -> target.startsWith("socket:["))
          .map(target -> target.substring("socket:[".length(), target.length() - 1))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + descriptors, e);
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  private static List<String> lines(Path table) {
    try {
      return Files.readAllLines(table);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + table, e);
    }
  }

  /** {@code 0100007F:1F40}: words of four bytes, each with its last byte first. */
  private static ListeningSocket parse(String local) {
    byte[] bytes = HexFormat.of().parseHex(local, 0, local.indexOf(':'));
    byte[] address = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      address[i] = bytes[i - i % 4 + 3 - i % 4];
    }
    try {
      return new ListeningSocket(
          InetAddress.getByAddress(address),
          HexFormat.fromHexDigits(local.substring(local.indexOf(':') + 1)));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("no address: " + local, e);
    }
  }
}
