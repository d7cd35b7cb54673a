package dev.ionosphere.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.command.ExitCode;
import dev.ionosphere.cli.command.SecretFile;
import dev.ionosphere.cli.command.Session;
import dev.ionosphere.cli.command.ShownProgress;
import dev.ionosphere.cli.local.LocalSystem;
import dev.ionosphere.cli.process.Await;
import dev.ionosphere.cli.process.EdgeSettings;
import dev.ionosphere.cli.process.Memory;
import dev.ionosphere.cli.process.RunningProcess;
import dev.ionosphere.cli.rest.HubClient;
import dev.ionosphere.cli.rest.HubException;
import dev.ionosphere.cli.terminal.Table;
import dev.ionosphere.spec.reader.IonReader;
import dev.ionosphere.spec.reader.ReadResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The turbofan ION from its document to a second model, on real parts. */
final class Demo {
  private static final Duration LOOK = Duration.ofMillis(400);
  private static final Duration ENROLLED = Duration.ofSeconds(90);
  // a step that takes longer than this has gone wrong; a person may take all the time there is
  private static final Duration STUCK = Duration.ofMinutes(5);

  private final Session session;
  private final Choices choices;
  private final BooleanSupplier stopping;
  private final Story story;
  private final LocalSystem local;
  private final DemoHub hub;
  private final TurbofanData data;
  private final Narrator narrator;
  private final Map<String, DemoHub.Flown> flown = new LinkedHashMap<>();
  private long told;
  private String announced = "";
  private Duration lastChange = Duration.ZERO;
  private long lastRows;
  private boolean hubLost;

  /**
   * @param yes approve as the demo's approver
   * @param exit end with a summary
   */
  record Choices(boolean yes, boolean exit, int devices) {}

  Demo(Session session, Choices choices, BooleanSupplier stopping) {
    this.stopping = stopping;
    this.session = session;
    this.choices = choices;
    this.story = new Story(session.terminal(), session.clock());
    DemoState.clear(session.layout());
    this.local = session.local();
    local.table().setting(DemoState.OWNED, "true");
    local.table().setting("dataRoot", session.layout().demo().toString());
    this.hub = new DemoHub(person -> new HubClient(local.hub(), Optional.of(token(person))));
    this.data =
        TurbofanData.write(
            example().resolve("data/train_FD001.txt.gz"),
            session.layout().demo(),
            choices.devices());
    this.narrator = new Narrator(story);
  }

  private Path example() {
    return session.installation().root().resolve("examples/turbofan");
  }

  private String token(String person) {
    try {
      return Files.readString(session.layout().token(person)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("the hub wrote no token for " + person, e);
    }
  }

  int run() {
    story.title(
        "Ionosphere",
        "%d jet engines, one document: trained in the cloud, allowed by a person, watched on the edge"
            .formatted(choices.devices()));
    story.plain(
        "Data: NASA C-MAPSS FD001. %,d early flights of engines 1-60 to learn from;"
            .formatted(data.trainingRows()));
    story.plain(
        "engines %d-%d were never seen by the model and fly until they fail, %,d flights in all."
            .formatted(
                TurbofanData.FIRST_DEVICE,
                TurbofanData.FIRST_DEVICE + choices.devices() - 1,
                data.totalFlights()));
    story.chapter("Starting");
    local.up(new ShownProgress(session.terminal()));
    startEngines();
    addresses();
    story.chapter("The story");
    hub.apply(document());
    hub.launch();
    hub.requestTraining();
    lastChange = story.elapsed(); // a first build took its time; only silence from now on counts
    return choices.exit() ? toTheEnd() : untilStopped();
  }

  private String document() {
    try {
      ReadResult read =
          IonReader.read(
              List.of(
                  Files.readString(example().resolve("ion.yaml")),
                  Files.readString(example().resolve("demo.yaml"))));
      return switch (read) {
        case ReadResult.Valid valid -> valid.canonicalJson();
        case ReadResult.Invalid invalid ->
            throw new IllegalStateException("the example is broken: " + invalid.findings());
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void startEngines() {
    Map<String, String> labels = Map.of("role", "engine");
    ShownProgress progress = new ShownProgress(session.terminal());
    for (String device : data.flights().keySet()) {
      SecretFile.write(session.layout().enrolToken(device), hub.enrolmentToken(device, labels));
      EdgeSettings edge = new EdgeSettings(device, labels, session.layout().demo().toString());
      local.table().addEdge(edge);
      local.startEdge(edge);
    }
    Set<String> all = data.flights().keySet();
    boolean came =
        Await.until(
            ENROLLED,
            () -> {
              Set<String> seen = hub.devicesSeen();
              progress.working("edges", seen.size() + " of " + all.size() + " enrolled");
              return seen.containsAll(all);
            });
    if (!came) {
      throw new dev.ionosphere.cli.process.StartFailed(
          "only %s of %s have enrolled; see %s"
              .formatted(
                  hub.devicesSeen(), all, session.layout().log("edge-" + all.iterator().next())));
    }
    progress.ready("edges", all.size() + " devices enrolled, each with a key of its own");
  }

  private void addresses() {
    story.plain("");
    story.plain("dashboard    " + session.terminal().accent(local.hub() + "/"));
    story.plain(
        session
            .terminal()
            .dim("             sign in with the token in " + session.layout().token("approver")));
    local
        .temporalUi()
        .ifPresent(ui ->
            story.plain(
                "Temporal UI  " + session.terminal().accent(ui + "/namespaces/default/workflows")));
  }

  /** Goes on until somebody presses Ctrl-C; sums up when the circle has closed once. */
  private int untilStopped() {
    boolean summed = false;
    while (!stopping.getAsBoolean()) {
      look();
      if (!summed && complete()) {
        summed = true;
        sumUp();
        story.plain("");
        story.plain("Everything keeps running. Look around; Ctrl-C stops it.");
      }
      Await.pause(LOOK);
    }
    return ExitCode.OK;
  }

  private int toTheEnd() {
    while (!stopping.getAsBoolean() && !complete() && narrator.failure().isEmpty() && !stuck()) {
      look();
      Await.pause(LOOK);
    }
    return sumUp().holds() ? ExitCode.OK : ExitCode.FAILED;
  }

  private Verdict sumUp() {
    look();
    session.terminal().clearLive();
    Verdict verdict = verdict();
    new Summary(story, verdict).print();
    memory();
    return verdict;
  }

  private boolean complete() {
    return narrator.rolledOut()
        && narrator.retrainedByDrift()
        && narrator.approvalsOpened().size() >= 2
        && everyRowIsIn();
  }

  private boolean everyRowIsIn() {
    return data.flights().entrySet().stream()
        .allMatch(file -> {
          DemoHub.Flown device = flown.get(file.getKey());
          return device != null && device.rows() >= file.getValue();
        });
  }

  private boolean stuck() {
    boolean waitsForPerson = !choices.yes() && !announced.isEmpty() && !narrator.rolledOut();
    return !waitsForPerson && story.elapsed().minus(lastChange).compareTo(STUCK) > 0;
  }

  private void look() {
    try {
      for (JsonNode entry : hub.timelineAfter(told)) {
        told = entry.path("seq").asLong();
        lastChange = story.elapsed();
        narrator.tell(entry);
      }
      lookAtApprovals();
      lookAtDevices();
      if (hubLost) {
        hubLost = false;
        story.good("hub", "is back; nothing was lost");
      }
    } catch (HubException.Unreachable gone) {
      if (!hubLost && !stopping.getAsBoolean()) {
        hubLost = true;
        story.bad("hub", "does not answer; `ion up` brings everything back");
      }
    } catch (HubException.Refused refused) {
      if (refused.problem().status() < 500) {
        throw refused;
      }
      // the hub or what it needs restarts; the next look tells
    }
  }

  private void lookAtApprovals() {
    for (JsonNode approval : hub.pendingApprovals()) {
      String id = approval.path("id").asText();
      if (id.equals(announced)) {
        continue;
      }
      announced = id;
      boolean first = !narrator.rolledOut();
      if (choices.yes() && (first || !choices.exit())) {
        hub.approve(approval, first ? "separates healthy flights well" : "learned after drift");
      } else if (!choices.exit() || first) {
        new Doors(story, session, local).show(id, DemoHub.ION);
      }
    }
  }

  private void lookAtDevices() {
    List<String> bars = new ArrayList<>();
    if (narrator.training()) {
      JsonNode progress = hub.trainingProgress();
      bars.add(
          story.bar(
              "training",
              progress.path("fraction").asDouble(),
              "%s %s, %d of %d tasks"
                  .formatted(
                      progress.path("phase").asText("starting"),
                      progress.path("stage").asText(""),
                      progress.path("tasksDone").asInt(),
                      progress.path("tasksKnown").asInt())));
    }
    if (narrator.trainedAt().isPresent()) {
      long rows = 0;
      flown.putAll(hub.fleet());
      for (Map.Entry<String, Integer> file : data.flights().entrySet()) {
        DemoHub.Flown device = flown.getOrDefault(file.getKey(), DemoHub.Flown.NOTHING);
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
    if (bars.isEmpty() && narrator.trainedAt().isPresent() && !narrator.rolledOut()) {
      bars.add("          " + session.terminal().dim("waiting for a decision …"));
    }
    story.bars(everyRowIsIn() && !narrator.training() ? List.of() : bars);
  }

  private Verdict verdict() {
    Map<String, Set<Long>> anomalies = new LinkedHashMap<>();
    data.flights().keySet().forEach(device -> anomalies.put(device, hub.anomalies(device)));
    List<Verdict.Step> steps = new ArrayList<>(Verdict.ofRows(data.flights(), flown, anomalies));
    steps.add(
        new Verdict.Step(
            "drift found",
            narrator.driftAt().isPresent(),
            narrator
                .driftAt()
                .map(at ->
                    "after %d s; least like training: %s"
                        .formatted(at.toSeconds(), narrator.driftText()))
                .orElse("never")));
    steps.add(
        new Verdict.Step(
            "trained again",
            narrator.retrainedByDrift(),
            narrator.retrainedByDrift() ? "asked for by the drift, not by a person" : "no"));
    List<String> approvals = narrator.approvalsOpened();
    steps.add(
        new Verdict.Step(
            "second approval",
            approvals.size() >= 2,
            approvals.size() >= 2 ? approvals.get(1) + " came up" : "did not come"));
    steps.add(ledger());
    if (!narrator.failure().isEmpty()) {
      steps.add(new Verdict.Step("no failures", false, narrator.failure()));
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
            ? verification.path("records").asLong() + " records, every hash fits"
            : "record "
                + verification.path("badSequence").asText()
                + ": "
                + verification.path("reason").asText());
  }

  private void memory() {
    story.plain("");
    Table table = new Table("PROCESS", "MB", "LIMIT");
    for (Map.Entry<String, RunningProcess> process : local.table().processes().entrySet()) {
      OptionalLong used = Memory.residentKilobytes(process.getValue().pid());
      OptionalLong limit = Memory.limitMegabytes(process.getKey());
      if (used.isPresent()) {
        long megabytes = used.getAsLong() / 1024;
        boolean over = limit.isPresent() && megabytes > limit.getAsLong();
        table.row(
            process.getKey(),
            over ? session.terminal().bad(megabytes + "") : megabytes + "",
            limit.isPresent() ? limit.getAsLong() + "" : "-");
      }
    }
    table.lines(session.terminal()).forEach(story::plain);
  }
}
