package dev.ionosphere.cli.command;

import dev.ionosphere.cli.local.LocalSystem;
import dev.ionosphere.cli.process.EdgeSettings;
import dev.ionosphere.cli.process.StartLock;
import dev.ionosphere.cli.rest.HubClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Edges: enrol one anywhere, run one on this machine. */
@Command(
    name = "edge",
    description = "Enrols a device (an edge machine), or runs one here.",
    synopsisSubcommandLabel = "(enrol | run)")
public final class EdgeCommand {
  private EdgeCommand() {}

  /** {@code ion edge} with what it can do. */
  public static picocli.CommandLine commandLine(Session session) {
    return new picocli.CommandLine(new EdgeCommand())
        .addSubcommand(new Enrol(session))
        .addSubcommand(new Run(session));
  }

  /** Makes a one-time token. */
  @Command(
      name = "enrol",
      description =
          "Prints a one-time token. The first start of the device needs it in ION_ENROL_TOKEN.")
  static final class Enrol implements Callable<ExitCode> {
    private final Session session;
    @Mixin private HubOptions hubOptions = new HubOptions();

    @Mixin private DeviceOptions device = new DeviceOptions();

    Enrol(Session session) {
      this.session = session;
    }

    @Override
    public ExitCode call() {
      device.print(session, hubOptions.client(session, "operator"));
      return ExitCode.OK;
    }
  }

  /** Runs an edge here, now and at every {@code ion up}. */
  @Command(
      name = "run",
      description = "Enrols a device and runs it on this machine, now and at every `ion up`.")
  static final class Run implements Callable<ExitCode> {
    private final Session session;
    @Mixin private HubOptions hubOptions = new HubOptions();

    @Mixin private DeviceOptions device = new DeviceOptions();

    @Option(
        names = "--source",
        paramLabel = "DIRECTORY",
        description =
            "Directory to which the source files of documents are relative. Default: here.")
    private String source = "";

    Run(Session session) {
      this.session = session;
    }

    @Override
    public ExitCode call() {
      Path sources = sources();
      try (StartLock lock = session.startLock("ion edge run")) {
        start(session.local(), sources);
      }
      return ExitCode.OK;
    }

    private void start(LocalSystem local, Path sources) {
      String id = device.id();
      if (!local.table().edges().containsKey(id)) {
        HubClient hub = hubOptions.client(session, "operator");
        SecretFile.write(session.layout().enrolToken(id), device.token(hub));
        local.table().addEdge(new EdgeSettings(id, device.labels(), sources.toString()));
      }
      EdgeSettings edge = Objects.requireNonNull(local.table().edges().get(id));
      local.startEdges(List.of(edge), new TerminalProgress(session.terminal()));
      session.terminal().line("Its log: `ion logs edge:" + id + "`.");
    }

    private Path sources() {
      Path sources = session.workingDirectory().resolve(source).normalize();
      if (!Files.isDirectory(sources)) {
        throw new CommandFailedException(
            ExitCode.USAGE, "--source: there is no directory " + sources);
      }
      return sources;
    }
  }
}
