package dev.ionosphere.cli.rest;

import dev.ionosphere.links.tls.PemFile;
import dev.ionosphere.links.tls.ServerTrust;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Whose certificate a hub may show.
 *
 * @param authority PEM file of its CA; empty for the CAs that the machine knows
 */
public record HubTrust(Optional<Path> authority) {
  private static final String ADVICE =
      "if it is the right hub, name the file of its CA with `ion login URL --ca FILE` or in ION_HUB_CA";

  /** The CAs that the machine knows. */
  public static HubTrust system() {
    return new HubTrust(Optional.empty());
  }

  public static HubTrust of(Path authority) {
    return new HubTrust(Optional.of(authority));
  }

  /**
   * @throws HubException.UntrustedException if the file is not one of certificates
   */
  SSLContext context(URI hub) {
    try {
      return ServerTrust.of(
              authority.map(file -> new PemFile("the CA of " + hub, file)),
              ADVICE,
              Clock.systemUTC())
          .context();
    } catch (IllegalArgumentException wrong) {
      throw new HubException.UntrustedException(String.valueOf(wrong.getMessage()));
    }
  }
}
