package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.cli.local.LocalSystem;
import dev.ionosphere.cli.process.EdgeSettings;
import dev.ionosphere.cli.process.StartLock;
import dev.ionosphere.cli.rest.HubClient;
import dev.ionosphere.cli.terminal.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

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

  /** The device that is to be one. */
  private static final class DeviceOptions {
    @Parameters(paramLabel = "DEVICE", description = "Id of the device, unique in the fleet.")
    private String id = "";

    @Option(
        names = "--label",
        paramLabel = "KEY=VALUE",
        converter = LabelConverter.class,
        description = "A label that selectors of documents match, such as role=pump. Repeatable.")
    private List<Map.Entry<String, String>> given = new ArrayList<>();

    Map<String, String> labels() {
      Map<String, String> labels = new LinkedHashMap<>();
      given.forEach(label -> labels.put(label.getKey(), label.getValue()));
      return labels;
    }

    String token(HubClient hub) {
      ObjectNode request = JsonNodeFactory.instance.objectNode().put("device", id);
      ObjectNode labelsJson = request.putObject("labels");
      labels().forEach(labelsJson::put);
      return hub.post(HubOptions.api("/devices/tokens"), request).path("token").asText();
    }
  }

  /** A label as it is typed; the hub says which keys and values it takes. */
  static final class LabelConverter implements ITypeConverter<Map.Entry<String, String>> {
    @Override
    public Map.Entry<String, String> convert(String text) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new TypeConversionException("'" + text + "' is no label; allowed: KEY=VALUE");
      }
      return Map.entry(text.substring(0, equals), text.substring(equals + 1));
    }
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
      HubClient hub = hubOptions.client(session, "operator");
      String token = device.token(hub);
      Terminal terminal = session.terminal();
      terminal.error("The device needs ION_HUB_URL=" + hub.hub() + " and ION_DEVICE=" + device.id);
      hub.authority()
          .ifPresent(file ->
              terminal.error("and ION_HUB_CA, which names a copy of " + file + " on the device."));
      terminal.error("The token for ION_ENROL_TOKEN follows. It is shown only now and good once.");
      session.terminal().line(token);
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
      String id = device.id;
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
