package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.cli.rest.HubClient;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists models, or shows one. */
@Command(
    name = "models",
    description =
        "Lists trained models, or shows one with metrics, origin and columns; recalls one.")
public final class ModelsCommand implements Callable<ExitCode> {
  private final Session session;

  private ModelsCommand(Session session) {
    this.session = session;
  }

  /** {@code ion models} with what it can do. */
  public static CommandLine commandLine(Session session) {
    return new CommandLine(new ModelsCommand(session)).addSubcommand(new Recall(session));
  }

  @Mixin private HubOptions hubOptions = new HubOptions();

  @Parameters(
      paramLabel = "DIGEST",
      arity = "0..1",
      description = "Digest of the model, or its start. All models if absent.")
  private String digest = "";

  @Override
  public ExitCode call() {
    HubClient hub = hubOptions.client(session, "viewer");
    JsonNode answer =
        hub.all(
            HubOptions.api(
                digest.isEmpty()
                    ? "/models"
                    : "/models/" + HubClient.encode(ModelDigest.full(hub, digest))));
    if (hubOptions.printed(session, answer)) {
      return ExitCode.OK;
    }
    if (digest.isEmpty()) {
      new AnswerTable()
          .add("DIGEST", model -> AnswerTable.digest(model.path("digest")))
          .field("ION", "ion")
          .field("NODE", "node")
          .field("RUN", "run")
          .field("BYTES", "bytes")
          .add("CREATED", model -> AnswerTable.ago(model.path("registeredAt"), session.clock()))
          .add("RECALLED", model -> AnswerTable.ago(model.path("recalledAt"), session.clock()))
          .print(session, answer);
    } else {
      new FieldView(session).print(withoutColumns(answer));
      ModelColumns.print(session, answer.path("manifest"));
    }
    return ExitCode.OK;
  }

  /** They have a table of their own, which does not show all of ten thousand. */
  private static JsonNode withoutColumns(JsonNode model) {
    JsonNode fields = model.deepCopy();
    if (fields.at("/manifest/signature") instanceof ObjectNode signature) {
      signature.remove("inputs");
    }
    if (fields.at("/manifest/schema") instanceof ObjectNode schema) {
      schema.remove("features");
    }
    return fields;
  }

  @Command(
      name = "recall",
      description = {
        "Takes a model off every device, for ever; its nodes run nothing until another is released.",
        "Takes an operator or an approver."
      })
  private static final class Recall implements Callable<ExitCode> {
    private final Session session;
    @Mixin private HubOptions hubOptions = new HubOptions();

    @Parameters(paramLabel = "DIGEST", description = "Digest of the model, or its start.")
    private String digest = "";

    @Option(
        names = "--reason",
        required = true,
        paramLabel = "TEXT",
        description = "Why. The timeline keeps it.")
    private String reason = "";

    Recall(Session session) {
      this.session = session;
    }

    @Override
    public ExitCode call() {
      HubClient hub = hubOptions.client(session);
      String model = ModelDigest.full(hub, digest);
      JsonNode recalled =
          hub.post(
              HubOptions.api("/models/" + HubClient.encode(model) + "/recall"),
              JsonNodeFactory.instance.objectNode().put("reason", reason));
      if (!hubOptions.printed(session, recalled)) {
        session
            .terminal()
            .line(
                "%s of %s is recalled; no device is told to run it any more"
                    .formatted(model, recalled.path("ion").asText()));
      }
      return ExitCode.OK;
    }
  }
}
