package dev.ionosphere.cli.component;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.command.CommandFailedException;
import dev.ionosphere.cli.command.ExitCode;
import dev.ionosphere.cli.command.HubOptions;
import dev.ionosphere.cli.command.Session;
import dev.ionosphere.cli.rest.HubClient;
import dev.ionosphere.programs.component.ComponentArchive;
import dev.ionosphere.programs.process.RunFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ion component push}. */
@Command(
    name = "push",
    description = {
      "Hands a component in. What is pushed under a version never changes.",
      "Takes a data scientist."
    },
    footer = {
      "",
      "From Git: git+https://host/repo.git, git+ssh://... or git+file:///path, with"
          + " #BRANCH-OR-COMMIT and :FOLDER after it if needed."
    })
final class PushCommand implements Callable<ExitCode> {
  private final Session session;
  @Mixin private HubOptions hubOptions = new HubOptions();

  @Parameters(
      paramLabel = "FOLDER",
      description = "Folder with component.yaml, or an address of Git.")
  private String from = "";

  PushCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitCode call() {
    HubClient hub = hubOptions.client(session, "scientist");
    try {
      if (!from.startsWith(GitSource.SCHEME)) {
        return push(hub, Path.of(from), "");
      }
      Path checkout = Files.createTempDirectory("ion-component-");
      try {
        GitSource source = GitSource.of(from);
        String commit = source.fetch(checkout.resolve("repository"));
        return push(
            hub,
            checkout.resolve("repository").resolve(source.folder()),
            source.shown() + "#" + commit);
      } finally {
        RunFolder.delete(checkout);
      }
    } catch (IOException failed) {
      throw new CommandFailedException(ExitCode.FAILED, String.valueOf(failed.getMessage()));
    }
  }

  private ExitCode push(HubClient hub, Path folder, String source) throws IOException {
    LocalComponent local = LocalComponent.read(session, folder);
    Path archive = Files.createTempFile("ion-component-", ".zip");
    try {
      try (OutputStream out = Files.newOutputStream(archive)) {
        ComponentArchive.write(local.folder(), out);
      }
      String query = source.isEmpty() ? "" : "?source=" + HubClient.encode(source);
      JsonNode pushed = hub.post(HubOptions.api("/components" + query), "application/zip", archive);
      if (!hubOptions.printed(session, pushed)) {
        session
            .terminal()
            .line(
                "%s: pushed, %d files, %s"
                    .formatted(
                        local.component().reference(),
                        pushed.path("files").asInt(),
                        pushed.path("digest").asText()));
        session.terminal().line("In a document: component: " + local.component().reference());
      }
      return ExitCode.OK;
    } finally {
      Files.deleteIfExists(archive);
    }
  }
}
