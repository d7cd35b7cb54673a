package dev.ionosphere.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/** What has truly happened so far, by the ledger. */
final class DemoProgress {

  private Optional<Duration> trained = Optional.empty();
  private Optional<Duration> released = Optional.empty();
  private Optional<Duration> driftAfter = Optional.empty();
  private String driftText = "";
  private boolean rolledOut;
  private boolean rejected;
  private boolean retrainedByDrift;
  private boolean training;
  private String reason = "";
  private String failure = "";
  private Optional<String> approvalAfterDrift = Optional.empty();

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
