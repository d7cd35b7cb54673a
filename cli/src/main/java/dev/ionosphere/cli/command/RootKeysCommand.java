package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Root keys that are kept elsewhere, by several people if they like. */
@Command(
    name = "root",
    synopsisSubcommandLabel = "COMMAND",
    description = "Signs roots of trust with keys that are not on the hub.",
    footer = {
      "",
      "keygen once for each key; then propose here, sign where the keys are, submit here."
    })
final class RootKeysCommand {

  private RootKeysCommand() {}

  static CommandLine commandLine(Session session) {
    return new CommandLine(new RootKeysCommand())
        .addSubcommand(new KeygenCommand(session, "`ion keys root propose`"))
        .addSubcommand(new Propose(session))
        .addSubcommand(new Show(session))
        .addSubcommand(new Sign(session))
        .addSubcommand(new Submit(session));
  }

  @Command(
      name = "propose",
      description = {
        "Writes the next root to a file, to be signed. Nothing changes until it is submitted.",
        "Without a role nothing but the time that the root is good for is renewed."
      })
  private static final class Propose implements Callable<ExitCode> {
    private final Session session;
    @Mixin private HubOptions hubOptions = new HubOptions();

    @Parameters(paramLabel = "FILE", description = "File to write; it must not exist.")
    private Path file = Path.of("");

    @Option(
        names = "--role",
        paramLabel = "ROLE",
        description = "Role that gets new keys: root, release, director or model.")
    private @Nullable String role;

    @Option(
        names = "--key",
        paramLabel = "FILE.pub",
        description = "Public half of a root key. Once for each; for role root only.")
    private List<Path> keys = List.of();

    @Option(
        names = "--threshold",
        paramLabel = "N",
        description = "How many of the root keys must sign. Default: all.")
    private @Nullable Integer threshold;

    @Option(
        names = "--revoke",
        description = "Devices believe the keys of models before no more; for role model only.")
    private boolean revoke;

    Propose(Session session) {
      this.session = session;
    }

    @Override
    public ExitCode call() {
      RootFile.requireNew(file);
      JsonNode envelope =
          hubOptions.client(session).post(HubOptions.api("/keys/orders/proposals"), asked());
      RootFile proposed = RootFile.of(file, envelope);
      proposed.write();
      proposed.print(session);
      return ExitCode.OK;
    }

    private ObjectNode asked() {
      ObjectNode asked = JsonNodeFactory.instance.objectNode();
      if (role != null) {
        asked.put("role", role);
      }
      if (!keys.isEmpty()) {
        keys.stream().map(OfflineKey::publicHalf).forEach(asked.putArray("keys")::add);
      }
      if (threshold != null) {
        asked.put("threshold", threshold);
      }
      if (revoke) {
        asked.put("revoke", true);
      }
      return asked;
    }
  }

  @Command(name = "show", description = "Says what a proposed root says, and who has signed it.")
  private static final class Show implements Callable<ExitCode> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "File that `propose` wrote.")
    private Path file = Path.of("");

    Show(Session session) {
      this.session = session;
    }

    @Override
    public ExitCode call() {
      RootFile.read(file).print(session);
      return ExitCode.OK;
    }
  }

  @Command(
      name = "sign",
      description =
          "Adds a signature to a proposed root; needs no hub. Look at it first with `show`.")
  private static final class Sign implements Callable<ExitCode> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "File that `propose` wrote.")
    private Path file = Path.of("");

    @Option(
        names = "--key",
        required = true,
        paramLabel = "FILE",
        description = "The private half; its public half lies beside it as FILE.pub.")
    private Path key = Path.of("");

    Sign(Session session) {
      this.session = session;
    }

    @Override
    public ExitCode call() {
      RootFile signed = RootFile.read(file).signedBy(OfflineKey.signer(key));
      signed.write();
      signed.print(session);
      return ExitCode.OK;
    }
  }

  @Command(
      name = "submit",
      description = "Hands a signed root in; the hub follows it, and devices do.")
  private static final class Submit implements Callable<ExitCode> {
    private final Session session;
    @Mixin private HubOptions hubOptions = new HubOptions();

    @Parameters(paramLabel = "FILE", description = "File that `sign` has signed.")
    private Path file = Path.of("");

    @Option(
        names = "--reason",
        required = true,
        paramLabel = "TEXT",
        description = "Why. It stays with the root.")
    private String reason = "";

    Submit(Session session) {
      this.session = session;
    }

    @Override
    public ExitCode call() {
      ObjectNode body = JsonNodeFactory.instance.objectNode().put("reason", reason);
      body.set("root", RootFile.read(file).json());
      JsonNode root = hubOptions.client(session).post(HubOptions.api("/keys/orders/roots"), body);
      if (!hubOptions.printed(session, root)) {
        OrderKeysCommand.print(session, root);
      }
      return ExitCode.OK;
    }
  }
}
