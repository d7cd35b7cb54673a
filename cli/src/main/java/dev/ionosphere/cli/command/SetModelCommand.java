package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.cli.rest.HubClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a node a model that was allowed before. */
@Command(
    name = "set-model",
    description =
        "Gives an inference node a model that was allowed before: back to an older one, or forward"
            + " again. Takes an operator.")
public final class SetModelCommand implements Callable<ExitCode> {
  private final Session session;
  @Mixin private HubOptions hubOptions = new HubOptions();

  @Parameters(index = "0", paramLabel = "ION", description = "Name of the ION.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "NODE", description = "Name of the inference node.")
  private String node = "";

  @Parameters(
      index = "2",
      paramLabel = "DIGEST",
      description = "Digest of the model, or its start; see `ion models`.")
  private String digest = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why. The timeline keeps it.")
  private String reason = "";

  public SetModelCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitCode call() {
    ObjectNode choice = JsonNodeFactory.instance.objectNode();
    HubClient hub = hubOptions.client(session);
    choice.put("digest", ModelDigest.full(hub, digest)).put("reason", reason);
    JsonNode answer =
        hub.put(
            HubOptions.api(
                "/ions/%s/nodes/%s/model"
                    .formatted(HubClient.encode(name), HubClient.encode(node))),
            choice);
    if (!hubOptions.printed(session, answer)) {
      session.terminal().line(answer.path("message").asText(name + "/" + node + ": asked"));
    }
    return ExitCode.OK;
  }
}
