package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.rest.HubClient;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows how like training the live data of an inference node is. */
@Command(
    name = "health",
    description = "Compares the live data of an inference node with its training data.")
public final class HealthCommand implements Callable<ExitCode> {
  private final Session session;

  public HealthCommand(Session session) {
    this.session = session;
  }

  @Mixin private HubOptions hubOptions = new HubOptions();

  @Parameters(index = "0", paramLabel = "ION", description = "Name of the ION.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "NODE", description = "Name of the inference node.")
  private String node = "";

  @Override
  public ExitCode call() {
    JsonNode answer =
        hubOptions
            .client(session, "viewer")
            .get(
                HubOptions.api(
                    "/ions/%s/nodes/%s/health"
                        .formatted(HubClient.encode(name), HubClient.encode(node))));
    if (!hubOptions.printed(session, answer)) {
      judgement(answer.path("judgement"));
      new AnswerTable()
          .field("FEATURE", "name")
          .add("SIMILARITY", feature -> score(feature.path("similarity")))
          .add("PSI", feature -> score(feature.path("psi")))
          .add("KS", feature -> score(feature.path("ks")))
          .add("JS", feature -> score(feature.path("jensenShannon")))
          .add("ROWS NOW", feature -> sum(feature.path("now")))
          .add("TRAINED ON", feature -> sum(feature.path("training")))
          .print(session, answer.path("features"));
    }
    return ExitCode.OK;
  }

  private void judgement(JsonNode judgement) {
    if (judgement.path("digest").isTextual()) {
      session
          .terminal()
          .line(
              "model %s %s, judged on %s rows %s ago"
                  .formatted(
                      AnswerTable.digest(judgement.path("digest")),
                      judgement.path("drifted").asBoolean() ? "has drifted" : "holds",
                      AnswerTable.text(judgement.path("rowsJudged")),
                      AnswerTable.ago(judgement.path("judgedAt"), session.clock())));
    }
  }

  private static String score(JsonNode value) {
    return value.isNumber() ? String.format(Locale.ROOT, "%.3f", value.asDouble()) : "-";
  }

  private static String sum(JsonNode counts) {
    long sum = 0;
    for (JsonNode count : counts) {
      sum += count.asLong();
    }
    return Long.toString(sum);
  }
}
