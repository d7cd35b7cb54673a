package dev.ionosphere.api.proxy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * All addresses that begin alike.
 *
 * @param bits how many bits are alike
 */
record Network(InetAddress first, int bits) {

  /** An address, or one with the number of its bits, such as {@code 10.0.0.0/8}. */
  static Optional<Network> parse(String text) {
    int slash = text.indexOf('/');
    Optional<InetAddress> address = literal(slash < 0 ? text : text.substring(0, slash));
    int most = address.map(found -> found.getAddress().length * Byte.SIZE).orElse(0);
    try {
      int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
      return address
          .filter(found -> bits >= 0 && bits <= most)
          .map(found -> new Network(found, bits));
    } catch (NumberFormatException noNumber) {
      return Optional.empty();
    }
  }

  /** An address as it is written; a name is none, and nobody is asked for it. */
  static Optional<InetAddress> literal(String text) {
    boolean written =
        text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")
            || text.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    try {
      return written ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
    } catch (UnknownHostException malformed) {
      return Optional.empty();
    }
  }

  boolean contains(InetAddress address) {
    byte[] mine = first.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if (((mine[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
