package dev.ionosphere.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What has truly happened so far, by the ledger. */
final class DemoProgress {

  private Optional<Duration> trained = Optional.empty();
  private Optional<Duration> released = Optional.empty();
  private Optional<Duration> driftAfter = Optional.empty();
  private String driftText = "";
  private Optional<Instant> driftAt = Optional.empty();
  private Optional<WornEngine> worn = Optional.empty();
  private boolean rolledOut;
  private boolean rejected;
  private boolean retrainedByDrift;
  private boolean training;
  private String reason = "";
  private String failure = "";
  private Optional<String> approvalAfterDrift = Optional.empty();

  /**
   * One engine that the hub told of by itself.
   *
   * @param text what it is unlike in
   */
  record WornEngine(String device, Instant at, String text) {}

  /** Takes in that the hub told of one engine; only the first counts. */
  void add(WornEngine engine) {
    worn = worn.or(() -> Optional.of(engine));
  }

  /** The first engine that was told by itself, if that was before the fleet's drift. */
  Optional<WornEngine> wornBeforeDrift() {
    return worn.filter(engine -> driftAt.map(engine.at()::isBefore).orElse(true));
  }

  /** How long before the fleet's drift it was told. */
  Optional<Duration> wornAhead() {
    return wornBeforeDrift()
        .flatMap(engine -> driftAt.map(drift -> Duration.between(engine.at(), drift)));
  }

  /**
   * Takes in the next entry.
   *
   * @param elapsed since the demo began
   */
  void add(JsonNode entry, Duration elapsed) {
    JsonNode data = entry.path("data");
    switch (entry.path("kind").asText()) {
      case "training.started" -> {
        training = true;
        reason = data.path("reason").asText();
      }
      case "training.finished" -> {
        training = false;
        trained = Optional.of(elapsed);
        retrainedByDrift |= reason.equals("drift");
      }
      case "training.failed" -> {
        training = false;
        failure = "training failed: " + data.path("error").asText();
      }
      case "training.stopped" -> training = false;
      case "approval.opened" -> {
        if (retrainedByDrift && approvalAfterDrift.isEmpty()) {
          approvalAfterDrift = Optional.of(data.path("approval").asText());
        }
      }
      case "approval.decided" -> rejected |= data.path("outcome").asText().equals("rejected");
      case "model.released" -> released = released.or(() -> Optional.of(elapsed));
      case "rollout.finished" -> rolledOut |= data.path("outcome").asText().equals("completed");
      case "drift.detected" -> {
        if (driftAfter.isEmpty()) {
          driftAfter = released.map(elapsed::minus);
          driftText = Narrator.worst(data.path("similarity"));
          driftAt = Optional.of(Instant.parse(entry.path("time").asText()));
        }
      }
      default -> {
        // Told, and nothing to remember.
      }
    }
  }

  boolean training() {
    return training;
  }

  boolean rolledOut() {
    return rolledOut;
  }

  /** Whether a person has said no to a model. */
  boolean rejected() {
    return rejected;
  }

  Optional<Duration> trainedAt() {
    return trained;
  }

  /** How long after the first release. */
  Optional<Duration> driftAfter() {
    return driftAfter;
  }

  String driftText() {
    return driftText;
  }

  boolean retrainedByDrift() {
    return retrainedByDrift;
  }

  /** The approval that the model asks for which drift had trained. */
  Optional<String> approvalAfterDrift() {
    return approvalAfterDrift;
  }

  String failure() {
    return failure;
  }
}
