package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.rest.HubClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how like training the live data of an inference node is. */
@Command(
    name = "health",
    description =
        "Compares the live data of an inference node with its training data, and says what is wrong.")
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

  @Option(
      names = "--model",
      paramLabel = "DIGEST",
      description = "Of a model that some devices still run, in place of the newest release.")
  private String model = "";

  @Override
  public ExitCode call() {
    HubClient hub = hubOptions.client(session, "viewer");
    JsonNode answer =
        hub.get(
            HubOptions.api(
                "/ions/%s/nodes/%s/health%s"
                    .formatted(HubClient.encode(name), HubClient.encode(node), ofModel(hub))));
    if (!hubOptions.printed(session, answer)) {
      judgement(answer);
      if (!answer.path("signals").isEmpty()) {
        new AnswerTable()
            .field("SIGNAL", "title")
            .field("STATE", "state")
            .add("WORST", HealthCommand::worst)
            .print(session, answer.path("signals"));
        session.terminal().line("");
      }
      features(answer);
      devices(answer.path("devices"));
    }
    return ExitCode.OK;
  }

  private String ofModel(HubClient hub) {
    return model.isEmpty() ? "" : "?digest=" + HubClient.encode(ModelDigest.full(hub, model));
  }

  private void features(JsonNode answer) {
    if (!isJudged(answer)) {
      session
          .terminal()
          .line(
              "Nothing is judged yet; it takes rows of a whole bucket, and as many as"
                  + " health.minSamples of the document (200 if it says nothing).");
      return;
    }
    if (answer.path("features").isEmpty()) {
      session.terminal().line("No feature is compared: the model has no baseline of any.");
      return;
    }
    new AnswerTable()
        .field("FEATURE", "name")
        .add("SIMILARITY", feature -> score(feature.path("similarity")))
        .add("PSI", feature -> score(feature.path("psi")))
        .add("KS", feature -> score(feature.path("ks")))
        .add("JS", feature -> score(feature.path("jensenShannon")))
        .field("MISSING", "missing")
        .add("ROWS NOW", feature -> sum(feature.path("now")))
        .add("TRAINED ON", feature -> sum(feature.path("training")))
        .print(session, answer.path("features"));
    categories(answer.path("features"));
  }

  private static boolean isJudged(JsonNode answer) {
    return answer.path("judgement").path("digest").isTextual();
  }

  private void judgement(JsonNode answer) {
    if (isJudged(answer)) {
      JsonNode judgement = answer.path("judgement");
      session
          .terminal()
          .line(
              "model %s %s, judged on %s rows %s"
                  .formatted(
                      AnswerTable.digest(judgement.path("digest")),
                      judgement.path("drifted").asBoolean() ? "has drifted" : "holds",
                      AnswerTable.text(judgement.path("rowsJudged")),
                      AnswerTable.longAgo(judgement.path("judgedAt"), session.clock())));
    }
  }

  /** All that is broken; a hub up to 0.3.0 names the worst alone. */
  private static String worst(JsonNode signal) {
    JsonNode broken = signal.path("broken");
    if (broken.size() < 2) {
      return AnswerTable.text(signal.path("text"));
    }
    List<String> all = new ArrayList<>();
    broken.forEach(one -> all.add(one.path("text").asText()));
    int more = signal.path("more").asInt();
    return String.join("; ", all) + (more > 0 ? "; and " + more + " more" : "");
  }

  private void categories(JsonNode features) {
    JsonNode lines = CategoryCounts.of(features);
    if (lines.isEmpty()) {
      return;
    }
    session.terminal().line("");
    new AnswerTable()
        .field("FEATURE", "name")
        .field("CATEGORY", "category")
        .field("TRAINED ON", "training")
        .field("NOW", "now")
        .print(session, lines);
  }

  private void devices(JsonNode devices) {
    if (devices.isEmpty()) {
      return;
    }
    session.terminal().line("");
    new AnswerTable()
        .field("DEVICE", "device")
        .add("SIMILARITY", device -> score(device.path("similarity")))
        .field("ROWS", "rows")
        .field("SOURCE", "source")
        .add("NEWEST ROW", this::newest)
        .field("BEHIND", "behind")
        .add("WRONG", device -> joined(device.path("texts")))
        .print(session, devices);
  }

  private String newest(JsonNode device) {
    JsonNode time = device.hasNonNull("newest") ? device.path("newest") : device.path("lastRow");
    return AnswerTable.longAgo(time, session.clock());
  }

  private static String joined(JsonNode texts) {
    List<String> all = new ArrayList<>();
    texts.forEach(text -> all.add(text.asText()));
    return all.isEmpty() ? "-" : String.join("; ", all);
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
