package dev.ionosphere.api.tls;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names by which a hub's own certificate lets it be called. */
final class HubNames {
  private static final Pattern DNS =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9])?");

  private HubNames() {}

  /**
   * This machine's, those of the addresses that are listened on, and what is named.
   *
   * @throws IllegalArgumentException naming the variable with a name that is none
   */
  static List<String> of(Map<String, String> environment) {
    Set<String> names = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
    Arrays.stream(environment.getOrDefault(HubTls.NAMES, "").split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .map(HubNames::checked)
        .forEach(names::add);
    published(environment.getOrDefault("ION_PUBLIC_URL", "").strip()).ifPresent(names::add);
    names.addAll(listened(environment.getOrDefault("ION_HUB_HOST", "127.0.0.1").strip()));
    return new ArrayList<>(names);
  }

  private static String checked(String name) {
    // A literal address is taken as it is, without a question to anybody.
    if (DNS.matcher(name).matches() || name.contains(":")) {
      return name;
    }
    throw new IllegalArgumentException(
        "%s has '%s', allowed are host names and addresses with commas between"
            .formatted(HubTls.NAMES, name));
  }

  private static Optional<String> published(String address) {
    try {
      return Optional.ofNullable(new URI(address).getHost())
          .map(host -> host.replaceAll("[\\[\\]]", ""));
    } catch (URISyntaxException malformed) {
      throw new IllegalArgumentException(
          "ION_PUBLIC_URL is '%s', allowed is https://host".formatted(address), malformed);
    }
  }

  private static Set<String> listened(String host) {
    Set<String> names = new LinkedHashSet<>();
    try {
      InetAddress bound = InetAddress.getByName(host);
      if (bound.isAnyLocalAddress()) {
        names.addAll(ofThisMachine());
      } else {
        names.add(host);
        names.add(text(bound));
      }
    } catch (UnknownHostException unknown) {
      names.add(host);
    }
    return names;
  }

  private static Set<String> ofThisMachine() {
    Set<String> names = new LinkedHashSet<>();
    try {
      names.add(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException nameless) {
      // In many containers the own name leads nowhere; the addresses do.
    }
    try {
      NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLinkLocalAddress())
          .map(HubNames::text)
          .forEach(names::add);
    } catch (SocketException failed) {
      throw new UncheckedIOException("the addresses of this machine cannot be listed", failed);
    }
    return names;
  }

  private static String text(InetAddress address) {
    return address.getHostAddress().replaceFirst("%.*", "");
  }

  /** Those of a certificate, each in the one way that it can be compared. */
  static Set<String> of(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? Set.of()
          : canonical(names.stream().map(name -> String.valueOf(name.get(1))).toList());
    } catch (CertificateParsingException unreadable) {
      return Set.of();
    }
  }

  static Set<String> canonical(List<String> names) {
    return names.stream().map(HubNames::canonical).collect(Collectors.toSet());
  }

  private static String canonical(String name) {
    boolean literal = name.contains(":") || name.matches("[0-9.]+");
    try {
      return literal ? text(InetAddress.getByName(name)) : name.toLowerCase(Locale.ROOT);
    } catch (UnknownHostException malformed) {
      return name;
    }
  }
}
