package dev.ionosphere.cli.command;

import dev.ionosphere.cli.local.LocalSystem;
import dev.ionosphere.cli.rest.HubClient;
import dev.ionosphere.cli.rest.HubTrust;
import java.io.Console;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Remembers a hub elsewhere and your token for it. */
@Command(name = "login", description = "Checks and keeps your token for a hub elsewhere.")
public final class LoginCommand implements Callable<ExitCode> {
  private final Session session;

  public LoginCommand(Session session) {
    this.session = session;
  }

  @Parameters(
      paramLabel = "URL",
      description = "Address of the hub, such as https://hub.example.org.")
  private String url = "";

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "File that holds the token. If absent, the token is asked for or read from standard input.")
  private Optional<Path> tokenFile = Optional.empty();

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description =
          "PEM file of the CA that issued the hub's certificate; a copy is kept. Default: the CAs"
              + " that the machine knows.")
  private Optional<Path> authority = Optional.empty();

  @Option(names = "--out", description = "Forget the token instead.")
  private boolean out;

  @Option(
      names = "--default",
      description = "Make this the hub that commands ask if none is named.")
  private boolean makeDefault;

  @Override
  public ExitCode call() throws IOException {
    URI hub = HubOptions.address(url);
    if (out) {
      return forget(hub);
    }
    String token = token();
    HubTrust trust = trust(hub);
    new HubClient(hub, Optional.of(token), trust).get(HubOptions.api("/ions"));
    authority.ifPresent(
        given -> trust.authority().ifPresent(file -> session.logins().remember(hub, file)));
    Optional<String> other = otherDefault(hub);
    session.logins().remember(hub, token, makeDefault || other.isEmpty());
    session
        .terminal()
        .line(
            makeDefault || other.isEmpty()
                ? "Signed in at %s. It is the default hub now.".formatted(hub)
                : "Signed in at %s. The default hub is still %s; use `--hub %s`, or `ion login %s --default`."
                    .formatted(hub, other.get(), hub, hub));
    return ExitCode.OK;
  }

  private HubTrust trust(URI hub) {
    if (authority.isEmpty()) {
      return HubOptions.trust(session, hub);
    }
    Path file = session.workingDirectory().resolve(authority.get());
    if (!Files.isReadable(file)) {
      throw new CommandFailedException(ExitCode.USAGE, "--ca: %s cannot be read.".formatted(file));
    }
    return HubTrust.of(file);
  }

  /** The hub that commands ask today, unless it is this one. */
  private Optional<String> otherDefault(URI hub) {
    Optional<URI> current = session.logins().current();
    if (current.isPresent()) {
      return current.filter(other -> !other.equals(hub)).map(URI::toString);
    }
    LocalSystem local = session.local();
    return local.table().port(LocalSystem.HUB).isPresent() && !local.hub().equals(hub)
        ? Optional.of(local.hub() + " (of `ion up`)")
        : Optional.empty();
  }

  private ExitCode forget(URI hub) {
    if (session.logins().token(hub).isEmpty()) {
      throw new CommandFailedException(
          ExitCode.NOT_FOUND, "There is no login at %s.".formatted(hub));
    }
    session.logins().forget(hub);
    session.terminal().line("Forgot the token of %s.".formatted(hub));
    return ExitCode.OK;
  }

  private String token() throws IOException {
    if (tokenFile.isPresent()) {
      return read(tokenFile.get());
    }
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return new String(System.in.readNBytes(1 << 16), StandardCharsets.UTF_8).strip();
    }
    char[] typed = console.readPassword("Token: ");
    return typed == null ? "" : new String(typed).strip();
  }

  private String read(Path file) {
    try {
      return Files.readString(session.workingDirectory().resolve(file)).strip();
    } catch (NoSuchFileException e) {
      throw new CommandFailedException(ExitCode.USAGE, "There is no file %s.".formatted(file));
    } catch (IOException e) {
      throw new CommandFailedException(ExitCode.USAGE, file + " cannot be read: " + e.getMessage());
    }
  }
}
