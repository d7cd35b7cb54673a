package dev.ionosphere.cli.demo;

import dev.ionosphere.cli.command.ExitCode;
import dev.ionosphere.cli.command.SecretFile;
import dev.ionosphere.cli.command.Session;
import dev.ionosphere.cli.command.TerminalProgress;
import dev.ionosphere.cli.local.LocalSystem;
import dev.ionosphere.cli.process.Await;
import dev.ionosphere.cli.process.EdgeSettings;
import dev.ionosphere.cli.process.StartFailedException;
import dev.ionosphere.cli.process.StartLock;
import dev.ionosphere.spec.reader.IonReader;
import dev.ionosphere.spec.reader.ReadResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The turbofan ION from its document to a second model, on real parts. */
final class Demo {
  private static final Duration LOOK = Duration.ofMillis(400);
  private static final Duration ENROLLED = Duration.ofSeconds(90);

  private final Session session;
  private final Choices choices;
  private final BooleanSupplier stopping;
  private final DemoOutput story;
  private final LocalSystem local;
  private final DemoHub hub;
  private final TurbofanData data;

  /**
   * @param yes approve as the demo's approver
   * @param exit end with a summary
   */
  record Choices(boolean yes, boolean exit, int devices) {}

  Demo(Session session, Choices choices, BooleanSupplier stopping) {
    this.stopping = stopping;
    this.session = session;
    this.choices = choices;
    this.story = new DemoOutput(session.terminal(), session.clock());
    DemoState.clear(session.layout());
    this.local = session.local();
    local.table().setting(DemoState.OWNED, "true");
    local.table().directory("dataRoot", session.layout().demo());
    this.hub =
        new DemoHub(person -> local.client(token(person), "in " + session.layout().token(person)));
    this.data =
        TurbofanData.write(
            TurbofanData.archive(session.installation()),
            session.layout().demo(),
            choices.devices());
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

  /** Nothing is started any more. */
  void cancel() {
    local.cancel();
  }

  /**
   * Runs it.
   *
   * @param lock held while processes start, then released
   */
  ExitCode run(StartLock lock) {
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
    local.up(new TerminalProgress(session.terminal()));
    startEngines();
    lock.close();
    addresses();
    story.chapter("The story");
    hub.apply(document());
    hub.launch();
    hub.requestTraining();
    DemoMonitor monitor = new DemoMonitor(session, choices, stopping, story, hub, data);
    return choices.exit() ? toTheEnd(monitor) : untilStopped(monitor);
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
    TerminalProgress progress = new TerminalProgress(session.terminal());
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
      throw new StartFailedException(
          "only %s of %s have enrolled; see %s"
              .formatted(
                  hub.devicesSeen(), all, session.layout().log("edge-" + all.iterator().next())));
    }
    progress.ready(
        "edges",
        all.size()
            + (all.size() == 1 ? " device enrolled, with" : " devices enrolled, each with")
            + " a key of its own");
  }

  private void addresses() {
    story.plain("");
    story.plain("dashboard    " + session.terminal().accent(local.hub() + "/"));
    story.plain(
        session
            .terminal()
            .dim("             sign in with the token in " + session.layout().token("approver")));
    local
        .temporal()
        .workflows()
        .ifPresent(page -> story.plain("Temporal UI  " + session.terminal().accent(page)));
  }

  /** Goes on until somebody presses Ctrl-C; sums up when the circle has closed once. */
  private ExitCode untilStopped(DemoMonitor monitor) {
    boolean summed = false;
    while (!stopping.getAsBoolean()) {
      monitor.poll();
      if (!summed && monitor.complete()) {
        summed = true;
        sumUp(monitor);
        story.plain("");
        story.plain("Everything keeps running. Look around; Ctrl-C stops it.");
      }
      Await.pause(LOOK);
    }
    return ExitCode.OK;
  }

  private ExitCode toTheEnd(DemoMonitor monitor) {
    while (!stopping.getAsBoolean() && !monitor.complete() && !monitor.failed()) {
      monitor.poll();
      Await.pause(LOOK);
    }
    return sumUp(monitor).holds() ? ExitCode.OK : ExitCode.FAILED;
  }

  private Verdict sumUp(DemoMonitor monitor) {
    monitor.poll();
    session.terminal().clearLive();
    Verdict verdict = monitor.verdict();
    Summary summary = new Summary(story);
    summary.print(verdict);
    summary.memory(local.table().processes());
    return verdict;
  }
}
