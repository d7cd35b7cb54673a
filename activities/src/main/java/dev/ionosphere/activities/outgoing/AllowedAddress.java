package dev.ionosphere.activities.outgoing;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry of the list.
 *
 * @param scheme empty for any
 * @param host in small letters; after {@code *.} any host below it
 * @param port empty for the scheme's own
 */
record AllowedAddress(Optional<String> scheme, String host, Optional<Integer> port) {
  private static final Pattern ENTRY =
      Pattern.compile(
          "(?:([a-z][a-z0-9+.-]*)://)?((?:\\*\\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+])(?::([0-9]{1,5}))?");

  static AllowedAddress parse(String text) {
    Matcher entry = ENTRY.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!entry.matches()) {
      throw new IllegalArgumentException(
          "ION_OUTGOING has '%s', allowed are host, host:port, *.example.org and scheme://host:port"
              .formatted(text.strip()));
    }
    Optional<Integer> port = Optional.ofNullable(entry.group(3)).map(Integer::valueOf);
    if (port.isPresent() && (port.get() < 1 || port.get() > 65_535)) {
      throw new IllegalArgumentException(
          "ION_OUTGOING has port %d in '%s', allowed are 1 to 65535"
              .formatted(port.get(), text.strip()));
    }
    return new AllowedAddress(Optional.ofNullable(entry.group(1)), entry.group(2), port);
  }

  boolean allows(Target target) {
    return scheme.map(target.scheme()::equals).orElse(true)
        && (host.startsWith("*.") ? target.host().endsWith(host.substring(1)) : names(target))
        && port.map(allowed -> allowed == target.port()).orElse(target.isDefaultPort());
  }

  @Override
  public String toString() {
    return scheme.map(name -> name + "://").orElse("")
        + host
        + port.map(number -> ":" + number).orElse("");
  }

  /** Whether the host stands in the list by itself, and not by a pattern. */
  boolean names(Target target) {
    return host.equals(target.host());
  }
}
