package dev.ionosphere.cli.command;

import dev.ionosphere.cli.rest.HubClient;
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
@Command(name = "login", description = "Remembers a hub elsewhere and your token for it.")
public final class LoginCommand implements Callable<ExitCode> {
  private final Session session;

  public LoginCommand(Session session) {
    this.session = session;
  }

  @Parameters(paramLabel = "URL", description = "the hub's address")
  private String url = "";

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "file with the token; asked for if absent")
  private Optional<Path> tokenFile = Optional.empty();

  @Option(names = "--out", description = "forget the token instead")
  private boolean out;

  @Override
  public ExitCode call() throws IOException {
    URI hub = HubOptions.address(url);
    if (out) {
      return forget(hub);
    }
    String token = token();
    new HubClient(hub, Optional.of(token)).get(HubOptions.api("/ions"));
    session.logins().remember(hub, token);
    session.terminal().line("signed in at " + hub + "; it is asked from now on");
    return ExitCode.OK;
  }

  private ExitCode forget(URI hub) {
    if (session.logins().token(hub).isEmpty()) {
      throw new CommandFailedException(ExitCode.NOT_FOUND, "there is no login at " + hub);
    }
    session.logins().forget(hub);
    session.terminal().line("forgot the token of " + hub);
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
      throw new CommandFailedException(ExitCode.USAGE, "there is no file " + file);
    } catch (IOException e) {
      throw new CommandFailedException(ExitCode.USAGE, file + " cannot be read: " + e.getMessage());
    }
  }
}
