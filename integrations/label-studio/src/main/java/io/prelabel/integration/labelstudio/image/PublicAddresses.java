package io.prelabel.integration.labelstudio.image;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells addresses of the public Internet from all others: the blocks that the IANA IPv4 and IPv6
 * Special-Purpose Address Registries (RFC 6890) call not globally reachable, multicast, and IPv6
 * forms that carry an IPv4 address of such a block.
 */
final class PublicAddresses {
  private static final List<NetworkBlock> RESERVED =
      blocks(
          "0.0.0.0/8", // this network
          "10.0.0.0/8", // private
          "100.64.0.0/10", // shared by carriers
          "127.0.0.0/8", // loopback
          "169.254.0.0/16", // link-local; cloud metadata
          "172.16.0.0/12", // private
          "192.0.0.0/24", // protocol assignments
          "192.0.2.0/24", // documentation
          "192.88.99.0/24", // 6to4 relays
          "192.168.0.0/16", // private
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4", // reserved, broadcast
          "::/96", // unspecified, loopback, IPv4-compatible
          "64:ff9b:1::/48", // local translation
          "100::/64", // discard
          "2001::/23", // protocol assignments; Teredo
          "2001:db8::/32", // documentation
          "3fff::/20", // documentation
          "5f00::/16", // segment routing
          "fc00::/7", // unique local
          "fe80::/10", // link-local
          "fec0::/10", // site-local
          "ff00::/8"); // multicast

  private static final NetworkBlock TRANSLATED = NetworkBlock.of("64:ff9b::/96"); // NAT64
  private static final NetworkBlock SIX_TO_FOUR = NetworkBlock.of("2002::/16");

  private PublicAddresses() {}

  static boolean contains(InetAddress address) {
    return contains(address.getAddress());
  }

  private static boolean contains(byte[] address) {
    if (TRANSLATED.contains(address)) {
      return contains(Arrays.copyOfRange(address, 12, 16));
    }
    if (SIX_TO_FOUR.contains(address)) {
      return contains(Arrays.copyOfRange(address, 2, 6));
    }
    return RESERVED.stream().noneMatch(block -> block.contains(address));
  }

  private static List<NetworkBlock> blocks(String... notations) {
    return Stream.of(notations).map(NetworkBlock::of).toList();
  }
}
