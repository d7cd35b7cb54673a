package dev.ionosphere.activities.outgoing;

import java.net.URI;
import java.util.Locale;
import java.util.Map;

/**
 * Where something is to be sent.
 *
 * @param scheme in small letters
 * @param host in small letters, IPv6 in brackets
 */
record Target(String scheme, String host, int port) {
  private static final Map<String, Integer> PORTS =
      Map.of("http", 80, "https", 443, "smtp", 587, "smtps", 465);

  static Target of(URI address) {
    String scheme = address.getScheme();
    String host = address.getHost();
    if (scheme == null || host == null || !PORTS.containsKey(scheme.toLowerCase(Locale.ROOT))) {
      throw new AddressException(
          "address '%s' is refused, allowed is a host after http, https, smtp or smtps"
              .formatted(shown(address)));
    }
    if (address.getRawUserInfo() != null) {
      throw new AddressException(
          "address of host %s is refused: it holds a user or password, name a secret instead"
              .formatted(host));
    }
    String small = scheme.toLowerCase(Locale.ROOT);
    int port = address.getPort() == -1 ? port(small) : address.getPort();
    return new Target(small, host.toLowerCase(Locale.ROOT), port);
  }

  boolean isDefaultPort() {
    return port == port(scheme);
  }

  @Override
  public String toString() {
    return "%s://%s:%d".formatted(scheme, host, port);
  }

  private static int port(String scheme) {
    return PORTS.getOrDefault(scheme, -1);
  }

  /** Without path and query, which may hold what nobody should read. */
  private static String shown(URI address) {
    return address.getScheme() + "://" + address.getHost();
  }
}
