package dev.ionosphere.links.temporal;

import dev.ionosphere.links.tls.Identity;
import dev.ionosphere.links.tls.ServerTrust;
import dev.ionosphere.links.tls.Variables;
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
    Variables variables = new Variables(environment);
    Optional<ApiKey> apiKey = apiKey(variables);
    boolean needed =
        apiKey.isPresent()
            || Stream.of(AUTHORITY, CERTIFICATE, KEY, SERVER_NAME)
                .anyMatch(name -> variables.value(name).isPresent());
    return isOn(variables, needed)
        ? new TemporalSecurity(Optional.of(tls(variables, clock)), apiKey)
        : new TemporalSecurity(Optional.empty(), Optional.empty());
  }

  private static boolean isOn(Variables variables, boolean needed) {
    String text = variables.value(TLS).orElse(Boolean.toString(needed));
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

  private static Tls tls(Variables variables, Clock clock) {
    return new Tls(
        ServerTrust.named(AUTHORITY, variables, clock),
        identity(variables),
        variables.value(SERVER_NAME));
  }

  private static Optional<Identity> identity(Variables variables) {
    return variables.both(CERTIFICATE, KEY)
        ? variables
            .file(CERTIFICATE)
            .flatMap(chain -> variables.file(KEY).map(key -> Identity.of(chain, key)))
        : Optional.empty();
  }

  private static Optional<ApiKey> apiKey(Variables variables) {
    Optional<String> given = variables.value(API_KEY);
    Optional<Path> file = variables.value(API_KEY_FILE).map(Path::of);
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
