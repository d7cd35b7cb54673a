package dev.ionosphere.cli.command;

import dev.ionosphere.cli.local.LocalSystem;
import dev.ionosphere.cli.process.Installation;
import dev.ionosphere.cli.process.Layout;
import dev.ionosphere.cli.process.ProcessTable;
import dev.ionosphere.cli.process.StartLock;
import dev.ionosphere.cli.process.Supervisor;
import dev.ionosphere.cli.process.UserDirectories;
import dev.ionosphere.cli.rest.Logins;
import dev.ionosphere.cli.temporal.TemporalBuild;
import dev.ionosphere.cli.temporal.TemporalFinder;
import dev.ionosphere.cli.terminal.Terminal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * What every command works with: the terminal, the surroundings, the local installation.
 *
 * @param workingDirectory files that a person names are relative to it
 * @param lockWait how long to wait for another command that starts or stops processes
 */
public record Session(
    Terminal terminal,
    Map<String, String> environment,
    Installation installation,
    Layout layout,
    Logins logins,
    Path workingDirectory,
    Clock clock,
    Duration lockWait) {
  private static final Duration LOCK_WAIT = Duration.ofSeconds(20);

  /** The session of this process. */
  public static Session current() {
    Map<String, String> environment = System.getenv();
    Installation installation = Installation.current();
    Path home = Path.of(environment.getOrDefault("ION_HOME", installation.root().toString()));
    String data = environment.getOrDefault("ION_DATA", "");
    return new Session(
        Terminal.of(System.out, System.err, environment, Integer.getInteger("ion.columns", 0)),
        environment,
        installation,
        new Layout(
            (data.isEmpty() ? home.resolve(".ion") : Path.of(data)).toAbsolutePath().normalize()),
        new Logins(UserDirectories.of(environment).config().resolve("logins.json")),
        Path.of("").toAbsolutePath(),
        Clock.systemUTC(),
        LOCK_WAIT);
  }

  /**
   * The right to start and stop processes; waits while another command has it.
   *
   * @param command told to others that wait
   */
  public StartLock startLock(String command) {
    return StartLock.acquire(layout, command, lockWait, terminal::error);
  }

  /** The processes of this machine as they are remembered now. */
  public LocalSystem local() {
    ProcessTable table = ProcessTable.read(layout.table());
    return new LocalSystem(
        installation, new Supervisor(layout, table), temporalFinder(), environment);
  }

  public TemporalFinder temporalFinder() {
    return new TemporalFinder(
        environment,
        new TemporalBuild(
            installation.root().resolve("tools/temporal"),
            UserDirectories.of(environment).cache()));
  }
}
