package dev.ionosphere.activities.outgoing;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The addresses this process may send to. Names are resolved when asked; a name that leads to a
 * link-local address, where clouds serve credentials of machines, is refused unless the list holds
 * that very address.
 */
public final class AllowedAddresses {
  /** Metadata services that are not link-local: Alibaba's, Oracle's and Amazon's over IPv6. */
  private static final Set<String> METADATA =
      Set.of("100.100.100.200", "192.0.0.192", "fd00:ec2:0:0:0:0:0:254");

  private final List<AllowedAddress> allowed;
  private final Resolver resolver;

  AllowedAddresses(List<AllowedAddress> allowed, Resolver resolver) {
    this.allowed = List.copyOf(allowed);
    this.resolver = resolver;
  }

  /**
   * Of {@code ION_OUTGOING}: entries {@code host}, {@code host:port}, {@code *.example.org} or
   * {@code scheme://host:port}, with commas between; nothing if it is not set.
   *
   * @throws IllegalArgumentException naming the entry that is malformed
   */
  public static AllowedAddresses of(Map<String, String> environment) {
    return parse(environment.getOrDefault("ION_OUTGOING", ""), InetAddress::getAllByName);
  }

  static AllowedAddresses parse(String list, Resolver resolver) {
    return new AllowedAddresses(
        Arrays.stream(list.split(",", -1))
            .filter(entry -> !entry.isBlank())
            .map(AllowedAddress::parse)
            .toList(),
        resolver);
  }

  /**
   * @throws AddressException if nothing may be sent there
   * @throws UnknownHostException if the host has no address now
   */
  public void check(URI address) throws UnknownHostException {
    Target target = Target.of(address);
    List<AllowedAddress> matching = allowed.stream().filter(entry -> entry.allows(target)).toList();
    if (matching.isEmpty()) {
      throw new AddressException(
          "%s is no allowed outgoing address, ION_OUTGOING of this worker %s"
              .formatted(target, allowed.isEmpty() ? "is not set" : "does not name it"));
    }
    if (!isLiteral(target.host()) || matching.stream().noneMatch(entry -> entry.names(target))) {
      refuseMachines(target);
    }
  }

  @Override
  public String toString() {
    return allowed.isEmpty()
        ? "none"
        : allowed.stream().map(AllowedAddress::toString).collect(Collectors.joining(", "));
  }

  private void refuseMachines(Target target) throws UnknownHostException {
    for (InetAddress found : resolver.resolve(target.host())) {
      if (isOfMachines(found)) {
        throw new AddressException(
            "%s is refused: it leads to %s, an address of machines for themselves; list that address to allow it"
                .formatted(target, found.getHostAddress()));
      }
    }
  }

  private static boolean isLiteral(String host) {
    return host.startsWith("[")
        || host.chars().allMatch(letter -> letter == '.' || Character.isDigit(letter));
  }

  private static boolean isOfMachines(InetAddress address) {
    return address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress()
        || METADATA.contains(address.getHostAddress());
  }

  /** The system's name service. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }
}
