package dev.ionosphere.api.tls;

import dev.ionosphere.links.tls.HttpsChoice;
import dev.ionosphere.links.tls.Identity;
import dev.ionosphere.links.tls.PemFile;
import java.nio.file.Path;
import java.util.Map;

/** How the hub is reached: with a certificate from elsewhere, with one of its own, or without. */
public sealed interface HubTls {
  String CERTIFICATE = "ION_TLS_CERTIFICATE";
  String KEY = "ION_TLS_KEY";
  String NAMES = "ION_TLS_NAMES";

  /**
   * Plain HTTP.
   *
   * @param exposed whether others than this machine can reach it
   */
  record Off(boolean exposed) implements HubTls {}

  /** Somebody else's certificate, in PEM files that he renews. */
  record Given(Path certificate, Path key) implements HubTls {}

  /** Of an authority of the hub's own, in the directory of its secrets. */
  record Own(HubAuthority authority) implements HubTls {}

  /**
   * HTTPS if it is asked for, and by itself where others can reach the hub.
   *
   * @param secrets directory of the hub's secrets
   * @throws IllegalArgumentException naming the variable that is wrong
   */
  static HubTls of(Map<String, String> environment, Path secrets) {
    HttpsChoice choice = HttpsChoice.of(environment);
    if (!choice.on()) {
      return new Off(choice.exposed());
    }
    return choice.given()
        ? given(path(environment, CERTIFICATE), path(environment, KEY))
        : new Own(new HubAuthority(secrets, HubNames.of(environment)));
  }

  private static Path path(Map<String, String> environment, String name) {
    return Path.of(environment.getOrDefault(name, "").strip());
  }

  private static HubTls given(Path certificate, Path key) {
    // A file that is wrong is told now, and not by the first visitor.
    Identity.of(new PemFile(CERTIFICATE, certificate), new PemFile(KEY, key));
    return new Given(certificate.toAbsolutePath(), key.toAbsolutePath());
  }
}
