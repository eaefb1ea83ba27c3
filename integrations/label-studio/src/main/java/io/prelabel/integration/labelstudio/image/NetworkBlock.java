package io.prelabel.integration.labelstudio.image;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A range of addresses in the notation of RFC 4632, such as {@code 10.0.0.0/8}.
 *
 * @param bytes the first address; 4 bytes for IPv4, 16 for IPv6
 * @param prefix how many leading bits all its addresses share
 */
@SuppressWarnings("ArrayRecordComponent") // never handed out
record NetworkBlock(byte[] bytes, int prefix) {
  static NetworkBlock of(String notation) {
    String[] parts = notation.split("/", 2);
    try {
      // A literal address is parsed, never looked up.
      return new NetworkBlock(
          InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address block: " + notation, e);
    }
  }

  boolean contains(byte[] address) {
    if (address.length != bytes.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((address[bit / 8] & mask) != (bytes[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
