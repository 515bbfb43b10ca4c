package dev.sprintcapacity.consumers.jira.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses belong to the public Internet, by the IANA special-purpose registries: of IPv6
 * only what is handed out ({@code 2000::/3}) and not set aside, of IPv4 all but what is set aside.
 */
final class PublicAddresses {

  private static final List<Block> SPECIAL_IPV4 =
      List.of(
          Block.ipv4(0, 0, 0, 0, 8), // this network
          Block.ipv4(10, 0, 0, 0, 8), // private
          Block.ipv4(100, 64, 0, 0, 10), // shared by carriers
          Block.ipv4(127, 0, 0, 0, 8), // loopback
          Block.ipv4(169, 254, 0, 0, 16), // link-local, cloud metadata among it
          Block.ipv4(172, 16, 0, 0, 12), // private
          Block.ipv4(192, 0, 0, 0, 24), // protocol assignments
          Block.ipv4(192, 0, 2, 0, 24), // documentation
          Block.ipv4(192, 88, 99, 0, 24), // 6to4 relays
          Block.ipv4(192, 168, 0, 0, 16), // private
          Block.ipv4(198, 18, 0, 0, 15), // benchmarks
          Block.ipv4(198, 51, 100, 0, 24), // documentation
          Block.ipv4(203, 0, 113, 0, 24), // documentation
          Block.ipv4(224, 0, 0, 0, 4), // multicast
          Block.ipv4(240, 0, 0, 0, 4)); // reserved, broadcast among it

  private static final Block GLOBAL_IPV6 = Block.ipv6(3, 0x20);
  private static final List<Block> SPECIAL_IPV6 =
      List.of(
          Block.ipv6(23, 0x20, 0x01), // protocol assignments, Teredo among them
          Block.ipv6(32, 0x20, 0x01, 0x0d, 0xb8), // documentation
          Block.ipv6(16, 0x20, 0x02), // 6to4, which carries any IPv4 address
          Block.ipv6(20, 0x3f, 0xff)); // documentation

  /** NAT64: the last four bytes are an IPv4 address, and that is where packets go. */
  private static final Block NAT64 = Block.ipv6(96, 0x00, 0x64, 0xff, 0x9b);

  private static final int IPV6_BYTES = 16;
  private static final int IPV4_BYTES = 4;

  private PublicAddresses() {}

  /** Whether packets to the address go to the public Internet. */
  static boolean contain(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return isPublicIpv4(bytes);
    }
    if (NAT64.contains(bytes)) {
      return isPublicIpv4(Arrays.copyOfRange(bytes, IPV6_BYTES - IPV4_BYTES, IPV6_BYTES));
    }
    return GLOBAL_IPV6.contains(bytes)
        && SPECIAL_IPV6.stream().noneMatch(block -> block.contains(bytes));
  }

  private static boolean isPublicIpv4(byte[] bytes) {
    return SPECIAL_IPV4.stream().noneMatch(block -> block.contains(bytes));
  }

  /** Addresses that begin with the same bits. */
  private record Block(List<Integer> bytes, int bits) {

    static Block ipv4(int a, int b, int c, int d, int bits) {
      return new Block(List.of(a, b, c, d), bits);
    }

    /** Bytes that are not given are zero. */
    static Block ipv6(int bits, Integer... first) {
      Integer[] all = new Integer[IPV6_BYTES];
      Arrays.fill(all, 0);
      System.arraycopy(first, 0, all, 0, first.length);
      return new Block(List.of(all), bits);
    }

    boolean contains(byte[] address) {
      if (address.length != bytes.size()) {
        return false;
      }
      for (int i = 0; i < bits; i++) {
        int mask = 0x80 >> (i % 8);
        if ((address[i / 8] & mask) != (bytes.get(i / 8) & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
