package dev.ionosphere.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.command.Session;
import dev.ionosphere.cli.rest.HubException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Looks at the running demo: tells what is new, approves where it may, and judges at the end. */
final class DemoMonitor {
  // a step that takes longer than this has gone wrong; a person may take all the time there is
  private static final Duration STUCK = Duration.ofMinutes(5);

  private final Session session;
  private final Demo.Choices choices;
  private final BooleanSupplier stopping;
  private final DemoOutput story;
  private final DemoHub hub;
  private final TurbofanData data;
  private final Narrator narrator;
  private final DemoProgress progress = new DemoProgress();
  private final Map<String, DemoHub.DeviceProgress> flown = new LinkedHashMap<>();
  private long told;
  private final Set<String> announced = new HashSet<>();
  private final Set<String> worn = new HashSet<>();
  private Duration lastChange;
  private long lastRows;
  private boolean hubLost;
  private boolean saidToWait;

  /** Starts now: the time that starting took is not silence. */
  DemoMonitor(
      Session session,
      Demo.Choices choices,
      BooleanSupplier stopping,
      DemoOutput story,
      DemoHub hub,
      TurbofanData data) {
    this.session = session;
    this.choices = choices;
    this.stopping = stopping;
    this.story = story;
    this.hub = hub;
    this.data = data;
    this.narrator = new Narrator(story);
    this.lastChange = story.elapsed();
  }

  /** Whether the circle has closed once. */
  boolean complete() {
    return progress.rolledOut()
        && progress.retrainedByDrift()
        && progress.approvalAfterDrift().isPresent()
        && everyRowIsIn();
  }

  private boolean everyRowIsIn() {
    return data.flights().entrySet().stream()
        .allMatch(file -> {
          DemoHub.DeviceProgress device = flown.get(file.getKey());
          return device != null && device.rows() >= file.getValue();
        });
  }

  /** Whether it will not close any more. */
  boolean failed() {
    boolean noModel = progress.rejected() && !progress.rolledOut();
    return noModel || !progress.failure().isEmpty() || stuck();
  }

  private boolean stuck() {
    boolean waitsForPerson = !choices.yes() && !announced.isEmpty() && !progress.rolledOut();
    return !waitsForPerson && story.elapsed().minus(lastChange).compareTo(STUCK) > 0;
  }

  void poll() {
    try {
      for (JsonNode entry : hub.timelineAfter(told)) {
        told = entry.path("seq").asLong();
        lastChange = story.elapsed();
        narrator.tell(entry);
        progress.add(entry, story.elapsed());
      }
      pollApprovals();
      pollEngines();
      pollDevices();
      if (hubLost) {
        hubLost = false;
        story.good("hub", "is back; nothing was lost");
      }
    } catch (HubException.UnreachableException gone) {
      if (!hubLost && !stopping.getAsBoolean()) {
        hubLost = true;
        story.bad("hub", "does not answer; `ion up` brings everything back");
      }
    } catch (HubException.RefusedException refused) {
      if (refused.problem().status() < 500) {
        throw refused;
      }
      // the hub or what it needs restarts; the next look tells
    }
  }

  private void pollApprovals() {
    for (JsonNode approval : hub.pendingApprovals()) {
      String id = approval.path("id").asText();
      if (!announced.add(id)) {
        continue;
      }
      boolean first = !progress.rolledOut();
      if (choices.yes() && (first || !choices.exit())) {
        hub.approve(approval, first ? "separates healthy flights well" : "learned after drift");
      } else if (!choices.exit() || first) {
        new DecisionPrompt(story, session, session.local()).show(id, DemoHub.ION);
      }
    }
  }

  /** What is wrong with one engine and not with the fleet is an alert that names it. */
  private void pollEngines() {
    if (progress.trainedAt().isEmpty()) {
      return;
    }
    for (JsonNode alert : hub.unlike()) {
      String device = alert.path("device").asText();
      if (worn.add(alert.path("id").asText())) {
        String text = unlike(alert.path("message").asText());
        progress.add(
            new DemoProgress.WornEngine(
                device, Instant.parse(alert.path("openedAt").asText()), text));
        story.notable(device, "this engine is unlike the others: " + text);
      }
    }
  }

  /** Without the names of device and node, and only what comes first. */
  private static String unlike(String message) {
    String features = message.substring(message.indexOf(": ") + 2);
    int second = features.indexOf(';');
    return second < 0 ? features : features.substring(0, second);
  }

  private void pollDevices() {
    List<String> bars = new ArrayList<>();
    if (progress.training()) {
      JsonNode training = hub.trainingProgress();
      bars.add(
          story.bar(
              "training",
              training.path("fraction").asDouble(),
              "%s %s, %d of %d tasks"
                  .formatted(
                      training.path("phase").asText("starting"),
                      training.path("stage").asText(""),
                      training.path("tasksDone").asInt(),
                      training.path("tasksKnown").asInt())));
    }
    if (progress.trainedAt().isPresent()) {
      long rows = 0;
      flown.putAll(hub.fleet());
      for (Map.Entry<String, Integer> file : data.flights().entrySet()) {
        DemoHub.DeviceProgress device =
            flown.getOrDefault(file.getKey(), DemoHub.DeviceProgress.NOTHING);
        rows += device.rows();
        if (device.generation() > 0) {
          bars.add(
              story.bar(
                  file.getKey(),
                  (double) device.rows() / file.getValue(),
                  "%,d of %,d flights, %d unusual"
                      .formatted(device.rows(), file.getValue(), device.anomalies())));
        }
      }
      if (rows != lastRows) {
        lastRows = rows;
        lastChange = story.elapsed();
      }
    }
    if (bars.isEmpty() && progress.trainedAt().isPresent() && !progress.rolledOut()) {
      bars.add("          " + session.terminal().dim("waiting for a decision …"));
    }
    story.bars(everyRowIsIn() && !progress.training() ? afterTheLastFlight() : bars);
  }

  /** What there is to wait for; fewer rows than the judgement wants never drift. */
  private List<String> afterTheLastFlight() {
    if (progress.driftAfter().isPresent()) {
      return List.of();
    }
    if (!saidToWait) {
      saidToWait = true;
      story.tell(
          "drift",
          "none yet, and every flight is in"
              + (choices.exit()
                  ? "; it is waited for, at most %d minutes".formatted(STUCK.toMinutes())
                  : ""));
    }
    return List.of("          " + session.terminal().dim("waiting for drift …"));
  }

  Verdict verdict() {
    Map<String, Set<Long>> anomalies = new LinkedHashMap<>();
    data.flights().keySet().forEach(device -> anomalies.put(device, hub.anomalies(device)));
    List<Verdict.Step> steps = new ArrayList<>(Verdict.ofRows(data.flights(), flown, anomalies));
    steps.add(
        new Verdict.Step(
            "one engine told",
            progress.wornBeforeDrift().isPresent(),
            progress
                .wornBeforeDrift()
                .map(engine ->
                    "%s%s; %s"
                        .formatted(
                            engine.device(),
                            progress
                                .wornAhead()
                                .map(
                                    ahead -> ", %d s before the drift".formatted(ahead.toSeconds()))
                                .orElse(""),
                            engine.text()))
                .orElse("none before the fleet's drift")));
    steps.add(
        new Verdict.Step(
            "drift found",
            progress.driftAfter().isPresent(),
            progress
                .driftAfter()
                .map(after ->
                    "%d s after the release; least like training: %s"
                        .formatted(after.toSeconds(), progress.driftText()))
                .orElse("never")));
    steps.add(
        new Verdict.Step(
            "trained again",
            progress.retrainedByDrift(),
            progress.retrainedByDrift() ? "asked for by the drift, not by a person" : "no"));
    steps.add(
        new Verdict.Step(
            "second approval",
            progress.approvalAfterDrift().isPresent(),
            progress
                .approvalAfterDrift()
                .map(approval -> approval + " came up")
                .orElse("did not come")));
    steps.add(ledger());
    if (!progress.failure().isEmpty()) {
      steps.add(new Verdict.Step("no failures", false, progress.failure()));
    }
    return new Verdict(steps);
  }

  private Verdict.Step ledger() {
    JsonNode verification = hub.verification();
    boolean whole = verification.path("intact").asBoolean();
    return new Verdict.Step(
        "timeline",
        whole,
        whole
            ? verification.path("records").asLong()
                + " records, every hash fits"
                + (verification.path("witnessed").isNumber() ? ", and Temporal's history" : "")
            : "record "
                + verification.path("badSequence").asText()
                + ": "
                + verification.path("reason").asText());
  }
}
