package dev.ionosphere.cli.command;

import dev.ionosphere.cli.local.LocalSystem;
import dev.ionosphere.cli.process.Installation;
import dev.ionosphere.cli.process.Layout;
import dev.ionosphere.cli.process.ProcessTable;
import dev.ionosphere.cli.process.Supervisor;
import dev.ionosphere.cli.rest.Logins;
import dev.ionosphere.cli.temporal.TemporalBuild;
import dev.ionosphere.cli.temporal.TemporalFinder;
import dev.ionosphere.cli.terminal.Terminal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What every command works with: the terminal, the surroundings, the local installation.
 *
 * @param workingDirectory files that a person names are relative to it
 */
public record Session(
    Terminal terminal,
    Map<String, String> environment,
    Installation installation,
    Layout layout,
    Logins logins,
    Path workingDirectory,
    Clock clock) {

  /** The session of this process. */
  public static Session current() {
    Map<String, String> environment = System.getenv();
    Installation installation = Installation.current();
    Path home = Path.of(environment.getOrDefault("ION_HOME", installation.root().toString()));
    String data = environment.getOrDefault("ION_DATA", "");
    Path logins =
        Path.of(
                environment.getOrDefault(
                    "XDG_CONFIG_HOME", System.getProperty("user.home") + "/.config"))
            .resolve("ionosphere/logins.json");
    return new Session(
        Terminal.of(System.out, System.err, environment, Integer.getInteger("ion.columns", 0)),
        environment,
        installation,
        new Layout(
            (data.isEmpty() ? home.resolve(".ion") : Path.of(data)).toAbsolutePath().normalize()),
        new Logins(logins),
        Path.of("").toAbsolutePath(),
        Clock.systemUTC());
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
            installation.root().resolve("tools/temporal"), TemporalBuild.userCache(environment)));
  }
}
