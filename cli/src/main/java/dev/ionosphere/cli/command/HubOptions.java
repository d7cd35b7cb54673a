package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.process.ProcessTable;
import dev.ionosphere.cli.rest.HubClient;
import dev.ionosphere.cli.rest.HubException;
import dev.ionosphere.cli.rest.HubTrust;
import dev.ionosphere.cli.terminal.OutputFormat;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The options of every command that asks a hub. */
public final class HubOptions {
  private static final String API = "/api/v1";
  private static final int NOT_ALLOWED = 403;

  @Option(
      names = "--hub",
      paramLabel = "URL",
      description =
          "Address of the hub. Default: ION_HUB_URL, else the default of `ion login`, else the hub of `ion up`.")
  private String hub = "";

  @Option(
      names = "--as",
      paramLabel = "USER",
      description =
          "Local user to ask as: viewer, scientist, operator, approver or admin. Default:"
              + " ION_USER, else viewer to look, operator for devices and alerts, approver to"
              + " decide, admin for the rest.")
  private String user = "";

  @Option(
      names = {"-o", "--output"},
      description = "Output format: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private OutputFormat output = OutputFormat.table;

  private Optional<String> askedAs = Optional.empty();

  public HubClient client(Session session) {
    return client(session, "admin");
  }

  /** The hub, as the given local user unless another one was asked for. */
  public HubClient client(Session session, String defaultUser) {
    String given = hub.isEmpty() ? session.environment().getOrDefault("ION_HUB_URL", "") : hub;
    if (!given.isEmpty()) {
      return remote(session, address(given), defaultUser);
    }
    Optional<URI> login = session.logins().current();
    if (login.isPresent() && user.isEmpty()) {
      return remote(session, login.get(), defaultUser);
    }
    return local(session, defaultUser);
  }

  private HubClient remote(Session session, URI address, String defaultUser) {
    String token = session.environment().getOrDefault("ION_TOKEN", "");
    Optional<String> chosen =
        token.isEmpty() ? session.logins().token(address) : Optional.of(token);
    // the local hub by its address is still the local hub
    if (chosen.isEmpty() && address.equals(session.local().hub())) {
      return local(session, defaultUser);
    }
    return new HubClient(
        address,
        chosen,
        token.isEmpty() ? "of `ion login`" : "in ION_TOKEN",
        trust(session, address));
  }

  /** ION_HUB_CA goes before what a login kept; the local hub's own CA is known. */
  static HubTrust trust(Session session, URI address) {
    String file = session.environment().getOrDefault("ION_HUB_CA", "");
    if (!file.isBlank()) {
      return HubTrust.of(session.workingDirectory().resolve(file.strip()));
    }
    return address.equals(session.local().hub())
        ? session.local().hubTrust()
        : session.logins().trust(address);
  }

  private HubClient local(Session session, String defaultUser) {
    if (ProcessTable.read(session.layout().table()).port("hub").isEmpty()) {
      throw new CommandFailedException(
          ExitCode.UNREACHABLE,
          "there is no hub here: start one with `ion up`, or name one with `ion login URL`");
    }
    String token = session.environment().getOrDefault("ION_TOKEN", "");
    if (user.isEmpty() && !token.isEmpty()) {
      return session.local().client(token, "in ION_TOKEN");
    }
    String chosen =
        user.isEmpty() ? session.environment().getOrDefault("ION_USER", defaultUser) : user;
    askedAs = Optional.of(chosen);
    return session
        .local()
        .client(localToken(session, chosen), "in " + session.layout().token(chosen));
  }

  /**
   * The refusal; if a local user asked who may not, with those who have one of the roles.
   *
   * @param roles any of which is enough
   */
  RuntimeException advised(HubException.RefusedException refused, List<String> roles) {
    String users =
        roles.stream()
            .map(role -> role.equals("data-scientist") ? "scientist" : role)
            .filter(user -> !user.isEmpty() && !askedAs.equals(Optional.of(user)))
            .map(user -> "`--as " + user + "`")
            .collect(Collectors.joining(" or "));
    if (refused.problem().status() != NOT_ALLOWED || askedAs.isEmpty() || users.isEmpty()) {
      return refused;
    }
    return new CommandFailedException(
        ExitCode.NOT_ALLOWED,
        "%s\nYou asked as local user %s; try %s."
            .formatted(refused.getMessage(), askedAs.get(), users));
  }

  static String localToken(Session session, String user) {
    if (!user.matches("[a-z][a-z0-9-]*")) {
      throw new CommandFailedException(
          ExitCode.USAGE, "'" + user + "' is no user name; allowed: a-z, 0-9 and -");
    }
    Path file = session.layout().token(user);
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new CommandFailedException(
          ExitCode.NOT_ALLOWED,
          "no token of local user '%s': %s cannot be read. Local users are viewer,"
                  .formatted(user, file)
              + " scientist, operator, approver and admin; others give their token in ION_TOKEN");
    }
  }

  static URI address(String text) {
    try {
      URI address = URI.create(text.replaceAll("/+$", ""));
      if (("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
          && address.getHost() != null) {
        return address;
      }
    } catch (IllegalArgumentException notAnAddress) {
      // said below
    }
    throw new CommandFailedException(
        ExitCode.USAGE, "'" + text + "' is no hub address; allowed: http://host:port or https://…");
  }

  public static String api(String path) {
    return API + path;
  }

  OutputFormat output() {
    return output;
  }

  /** Writes the answer for programs if one was asked for; says whether it did. */
  public boolean printed(Session session, JsonNode answer) {
    if (output == OutputFormat.table) {
      return false;
    }
    output.print(answer, session.terminal());
    return true;
  }
}
