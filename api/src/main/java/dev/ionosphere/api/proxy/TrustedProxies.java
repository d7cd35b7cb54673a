package dev.ionosphere.api.proxy;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The proxies whose word counts. What anybody else says in {@code X-Forwarded-For}, {@code
 * X-Forwarded-Proto} and {@code X-Forwarded-Host} is his own invention: he is the address of his
 * socket.
 */
@Singleton
public final class TrustedProxies {
  private final List<Network> trusted;

  TrustedProxies(@Value("${hub.trusted-proxies:}") String networks) {
    this.trusted = parse(networks);
  }

  /**
   * @param networks addresses and networks with commas between
   * @throws IllegalArgumentException naming the entry that is neither
   */
  public static void check(String networks) {
    Object unused = parse(networks);
  }

  private static List<Network> parse(String networks) {
    return Arrays.stream(networks.split(",", -1))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .map(entry ->
            Network.parse(entry)
                .orElseThrow(() ->
                    new IllegalArgumentException(
                        "ION_TRUSTED_PROXIES has '%s', allowed are addresses and networks such as 10.0.0.0/8, with commas between"
                            .formatted(entry))))
        .toList();
  }

  /** The address of who asks, as far as trusted proxies vouch for it. */
  public String address(HttpRequest<?> request) {
    return address(
            request.getRemoteAddress().getAddress(), request.getHeaders().getAll("X-Forwarded-For"))
        .getHostAddress();
  }

  /** From the socket backwards, for as long as the one who says it is trusted. */
  InetAddress address(InetAddress socket, List<String> forwarded) {
    List<String> said = new ArrayList<>();
    forwarded.forEach(line -> said.addAll(Arrays.asList(line.split(",", -1))));
    InetAddress nearest = socket;
    for (String before : said.reversed()) {
      Optional<InetAddress> next = Network.literal(withoutPort(before.strip()));
      if (!isTrusted(nearest) || next.isEmpty()) {
        return nearest;
      }
      nearest = next.get();
    }
    return nearest;
  }

  /** Some proxies write {@code 192.0.2.1:4711} and {@code [2001:db8::1]:4711}. */
  private static String withoutPort(String text) {
    if (text.startsWith("[")) {
      return text.substring(1, Math.max(1, text.indexOf(']')));
    }
    return text.indexOf(':') == text.lastIndexOf(':') ? text.replaceFirst(":.*", "") : text;
  }

  /** Whether who asks does so over HTTPS, to the hub or to a trusted proxy before it. */
  public boolean isSecure(HttpRequest<?> request) {
    List<String> said = request.getHeaders().getAll("X-Forwarded-Proto");
    return request.isSecure()
        || (isTrusted(request.getRemoteAddress().getAddress())
            && !said.isEmpty()
            && said.getLast().strip().endsWith("https"));
  }

  /** The host that was asked: of {@code Host}, unless a trusted proxy says that it changed it. */
  public List<String> hosts(HttpRequest<?> request) {
    List<String> said = request.getHeaders().getAll("X-Forwarded-Host");
    return !said.isEmpty() && isTrusted(request.getRemoteAddress().getAddress())
        ? List.of(said.getLast().replaceFirst(".*,", "").strip())
        : request.getHeaders().getAll("Host");
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(network -> network.contains(address));
  }
}
