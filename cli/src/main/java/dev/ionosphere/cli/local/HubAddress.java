package dev.ionosphere.cli.local;

import dev.ionosphere.cli.process.Layout;
import dev.ionosphere.cli.process.ProcessTable;
import dev.ionosphere.cli.process.StartFailedException;
import dev.ionosphere.cli.rest.HubTrust;
import dev.ionosphere.links.tls.HttpsChoice;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the hub of this machine is called, by its own processes and commands.
 *
 * @param authority file of the CA that issued its certificate, if the machine does not know it
 */
record HubAddress(URI address, Optional<Path> authority) {
  private static final String HOST = "hubHost";
  private static final String ADDRESS = "hubAddress";
  private static final String AUTHORITY = "hubAuthority";
  private static final String LOOPBACK = "127.0.0.1";

  /** Where it is told to listen: by the variable, else what was said last. */
  static String host(ProcessTable table, Map<String, String> environment) {
    String given = environment.getOrDefault("ION_HUB_HOST", "").strip();
    return given.isEmpty() ? table.setting(HOST).orElse(LOOPBACK) : given;
  }

  /** Remembers where it is told to listen from now on. */
  static void listen(ProcessTable table, String host) {
    table.setting(HOST, host);
  }

  /**
   * Of a hub that is about to be started.
   *
   * @throws StartFailedException if it could not be called so
   */
  static HubAddress of(String host, int port, Map<String, String> environment, Layout layout) {
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("ION_HUB_HOST", host);
    try {
      HttpsChoice https = HttpsChoice.of(variables);
      if (!https.on()) {
        return new HubAddress(uri("http", host, port), Optional.empty());
      }
      return https.given()
          ? new HubAddress(published(environment), named(environment))
          : new HubAddress(uri("https", host, port), Optional.of(layout.hubAuthority()));
    } catch (IllegalArgumentException wrong) {
      throw new StartFailedException(String.valueOf(wrong.getMessage()));
    }
  }

  /** A certificate from elsewhere is for a name that only its owner knows. */
  private static URI published(Map<String, String> environment) {
    String address = environment.getOrDefault("ION_PUBLIC_URL", "");
    if (!address.startsWith("https://")) {
      throw new StartFailedException(
          "ION_PUBLIC_URL is '%s'; with ION_TLS_CERTIFICATE it is needed, as https:// with a name of that certificate, by which the processes of this machine call the hub"
              .formatted(address));
    }
    return URI.create(address.replaceAll("/+$", ""));
  }

  private static Optional<Path> named(Map<String, String> environment) {
    return Optional.of(environment.getOrDefault("ION_HUB_CA", ""))
        .filter(file -> !file.isBlank())
        .map(file -> Path.of(file).toAbsolutePath());
  }

  private static URI uri(String scheme, String host, int port) {
    return URI.create("%s://%s:%d".formatted(scheme, called(host), port));
  }

  /** Who listens everywhere listens on loopback too. */
  private static String called(String host) {
    try {
      InetAddress address = InetAddress.getByName(host);
      if (address.isAnyLocalAddress()) {
        return LOOPBACK;
      }
    } catch (UnknownHostException unknown) {
      // The hub says so when it starts.
    }
    return host.contains(":") ? "[" + host + "]" : host;
  }

  /** Of the hub that was started last. */
  static HubAddress remembered(ProcessTable table, int port) {
    return new HubAddress(
        table.setting(ADDRESS).map(URI::create).orElseGet(() -> uri("http", LOOPBACK, port)),
        table.directory(AUTHORITY).filter(file -> !file.isEmpty()).map(Path::of));
  }

  void remember(ProcessTable table) {
    table.setting(ADDRESS, address.toString());
    authority.ifPresentOrElse(
        file -> table.directory(AUTHORITY, file), () -> table.setting(AUTHORITY, ""));
  }

  HubTrust trust() {
    return new HubTrust(authority);
  }
}
