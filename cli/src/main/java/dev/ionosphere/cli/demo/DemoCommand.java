package dev.ionosphere.cli.demo;

import dev.ionosphere.cli.command.CommandFailedException;
import dev.ionosphere.cli.command.ExitCode;
import dev.ionosphere.cli.command.Session;
import dev.ionosphere.cli.process.StartLock;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ion demo}. */
@Command(
    name = "demo",
    description =
        "Runs a complete example on this machine with real jet engine data: training, approval,"
            + " rollout to devices, drift, second training.")
public final class DemoCommand implements Callable<ExitCode> {
  private final Session session;

  @Option(names = "--yes", description = "Approve the model without asking you.")
  private boolean yes;

  @Option(
      names = "--exit",
      description = "End with a summary. The exit code is 0 if every step happened.")
  private boolean exit;

  @Option(
      names = "--devices",
      paramLabel = "N",
      description =
          "How many engines fly, 1 to 40. Fewer than 8 have too few flights to detect drift:"
              + " --exit then fails five minutes after the last flight."
              + " Default: ${DEFAULT-VALUE}.")
  private int devices = 8;

  @Option(
      names = "--prepare",
      paramLabel = "DIRECTORY",
      description =
          "Only write the data of the demo there: data/train.csv and a file for each engine.")
  private String prepare = "";

  private volatile boolean stopping;

  public DemoCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitCode call() {
    if (devices < 1 || devices > TurbofanData.MOST_DEVICES) {
      throw new CommandFailedException(
          ExitCode.USAGE,
          "--devices is %d; allowed: 1 to %d".formatted(devices, TurbofanData.MOST_DEVICES));
    }
    if (!prepare.isEmpty()) {
      return prepare(session.workingDirectory().resolve(prepare).normalize());
    }
    StartLock lock = session.startLock("ion demo");
    Optional<String> obstacle = DemoState.obstacle(session.layout());
    if (obstacle.isPresent()) {
      lock.close();
      throw new CommandFailedException(ExitCode.FAILED, obstacle.get());
    }
    Demo demo = new Demo(session, new Demo.Choices(yes, exit, devices), () -> stopping);
    // Ctrl-C, an error and the end alike: nothing of the demo stays behind.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(demo, lock), "stop"));
    return demo.run(lock);
  }

  private ExitCode prepare(Path directory) {
    TurbofanData data =
        TurbofanData.write(TurbofanData.archive(session.installation()), directory, devices);
    session
        .terminal()
        .line(
            "%s: data/train.csv with %,d rows, data/%s.csv with %,d in all"
                .formatted(
                    directory,
                    data.trainingRows(),
                    String.join(".csv, data/", data.flights().keySet()),
                    data.totalFlights()));
    return ExitCode.OK;
  }

  private void stop(Demo demo, StartLock lock) {
    stopping = true;
    demo.cancel();
    lock.close();
    session.terminal().line();
    session.terminal().line("  " + session.terminal().dim("stopping what the demo started …"));
    // The table is read anew: `ion up` elsewhere may have started processes again meanwhile.
    try (StartLock own = session.startLock("ion demo")) {
      session.local().down();
    }
    session
        .terminal()
        .line(
            "  "
                + session
                    .terminal()
                    .dim(
                        "stopped; `ion up` goes on from here, the data is in "
                            + session.layout().data()));
  }
}
