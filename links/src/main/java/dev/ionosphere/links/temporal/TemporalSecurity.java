package dev.ionosphere.links.temporal;

import dev.ionosphere.links.tls.Identity;
import dev.ionosphere.links.tls.PemFile;
import dev.ionosphere.links.tls.ServerTrust;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What protects the way to Temporal, under the names that Temporal's own programs use.
 *
 * @param tls empty for plain connections
 */
public record TemporalSecurity(Optional<Tls> tls, Optional<ApiKey> apiKey) {
  private static final String TLS = "TEMPORAL_TLS";
  private static final String AUTHORITY = "TEMPORAL_TLS_SERVER_CA_CERT_PATH";
  private static final String CERTIFICATE = "TEMPORAL_TLS_CLIENT_CERT_PATH";
  private static final String KEY = "TEMPORAL_TLS_CLIENT_KEY_PATH";
  private static final String SERVER_NAME = "TEMPORAL_TLS_SERVER_NAME";
  private static final String API_KEY = "TEMPORAL_API_KEY";
  private static final String API_KEY_FILE = "TEMPORAL_API_KEY_FILE";

  /** All variables, for who starts processes with them. */
  public static final List<String> VARIABLES =
      List.of(TLS, AUTHORITY, CERTIFICATE, KEY, SERVER_NAME, API_KEY, API_KEY_FILE);

  /**
   * @param identity the client certificate, if the server asks for one
   * @param serverName that the server's certificate has, if it is not that of the address
   */
  public record Tls(ServerTrust trust, Optional<Identity> identity, Optional<String> serverName) {}

  /** No protection, as on one machine. */
  public static TemporalSecurity none() {
    return new TemporalSecurity(Optional.empty(), Optional.empty());
  }

  /**
   * TLS is on if it is asked for, or if anything is given that needs it.
   *
   * @throws IllegalArgumentException naming the variable that is wrong
   */
  public static TemporalSecurity of(Map<String, String> environment, Clock clock) {
    Optional<ApiKey> apiKey = apiKey(environment);
    boolean needed =
        apiKey.isPresent()
            || Stream.of(AUTHORITY, CERTIFICATE, KEY, SERVER_NAME)
                .anyMatch(name -> value(environment, name).isPresent());
    return isOn(environment, needed)
        ? new TemporalSecurity(Optional.of(tls(environment, clock)), apiKey)
        : new TemporalSecurity(Optional.empty(), Optional.empty());
  }

  private static boolean isOn(Map<String, String> environment, boolean needed) {
    String text = value(environment, TLS).orElse(Boolean.toString(needed));
    return switch (text) {
      case "true" -> true;
      case "false" -> {
        if (needed) {
          throw new IllegalArgumentException(
              "TEMPORAL_TLS is 'false', but an API key, certificate, CA or server name is set, which would not be used; remove one of them");
        }
        yield false;
      }
      default ->
          throw new IllegalArgumentException(
              "TEMPORAL_TLS is '%s', allowed are true and false".formatted(text));
    };
  }

  private static Tls tls(Map<String, String> environment, Clock clock) {
    return new Tls(
        ServerTrust.of(
            file(environment, AUTHORITY), "set " + AUTHORITY + " to the file of its CA", clock),
        identity(environment),
        value(environment, SERVER_NAME));
  }

  private static Optional<Identity> identity(Map<String, String> environment) {
    Optional<PemFile> certificate = file(environment, CERTIFICATE);
    Optional<PemFile> key = file(environment, KEY);
    if (certificate.isPresent() != key.isPresent()) {
      throw new IllegalArgumentException(
          "%s is set and %s is not; allowed are both or none"
              .formatted(
                  certificate.isPresent() ? CERTIFICATE : KEY,
                  certificate.isPresent() ? KEY : CERTIFICATE));
    }
    return certificate.flatMap(chain -> key.map(secret -> Identity.of(chain, secret)));
  }

  private static Optional<ApiKey> apiKey(Map<String, String> environment) {
    Optional<String> given = value(environment, API_KEY);
    Optional<Path> file = value(environment, API_KEY_FILE).map(Path::of);
    if (given.isPresent() && file.isPresent()) {
      throw new IllegalArgumentException(
          "%s and %s are both set; allowed is one of them".formatted(API_KEY, API_KEY_FILE));
    }
    if (file.isPresent() && !Files.isReadable(file.get())) {
      throw new IllegalArgumentException(
          "%s is '%s', which cannot be read".formatted(API_KEY_FILE, file.get()));
    }
    return given.<ApiKey>map(ApiKey.Given::new).or(() -> file.map(ApiKey.InFile::new));
  }

  private static Optional<PemFile> file(Map<String, String> environment, String name) {
    return value(environment, name).map(text -> new PemFile(name, Path.of(text)));
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  /** What a person may read of it. */
  @Override
  public String toString() {
    return tls.map(on ->
            "TLS"
                + (on.identity().isPresent() ? ", client certificate" : "")
                + (apiKey.isPresent() ? ", API key" : ""))
        .orElse("no TLS");
  }
}
