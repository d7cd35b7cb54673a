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
        "Runs the turbofan ION on this machine, from its document to a second model, and tells the"
            + " story.")
public final class DemoCommand implements Callable<ExitCode> {
  private final Session session;

  @Option(names = "--yes", description = "approve the model as the demo's approver")
  private boolean yes;

  @Option(
      names = "--exit",
      description = "end with a summary; the exit code says whether every step truly happened")
  private boolean exit;

  @Option(
      names = "--devices",
      paramLabel = "N",
      description =
          "how many engines fly, 1 to 40; fewer than 8 fly too little for their drift to be told:"
              + " then --exit fails, five minutes after the last flight"
              + " (default: ${DEFAULT-VALUE})")
  private int devices = 8;

  @Option(
      names = "--prepare",
      paramLabel = "DIRECTORY",
      description =
          "only write the demo's data there, data/train.csv and a file for each engine; starts"
              + " nothing")
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
