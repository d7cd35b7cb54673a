package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.rest.HubClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists models, or shows one. */
@Command(
    name = "models",
    description = "Lists trained models, or shows one with metrics and origin.")
public final class ModelsCommand implements Callable<ExitCode> {
  private final Session session;

  public ModelsCommand(Session session) {
    this.session = session;
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
          .print(session, answer);
    } else {
      new FieldView(session).print(answer);
    }
    return ExitCode.OK;
  }
}
