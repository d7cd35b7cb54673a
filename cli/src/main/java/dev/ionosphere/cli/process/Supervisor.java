package dev.ionosphere.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Starts and stops processes by name. Knows them by {@link RunningProcess}, so it never touches one
 * that it did not start.
 */
public final class Supervisor {
  private static final Duration READY = Duration.ofSeconds(90);
  private static final Duration GRACE = Duration.ofSeconds(15);
  private static final int SHOWN_LOG_LINES = 12;

  private final Layout layout;
  private final ProcessTable table;

  public Supervisor(Layout layout, ProcessTable table) {
    this.layout = layout;
    this.table = table;
  }

  public ProcessTable table() {
    return table;
  }

  public Layout layout() {
    return layout;
  }

  public boolean alive(String name) {
    return table.process(name).map(RunningProcess::alive).orElse(false);
  }

  /** Starts it if it does not run; says whether it had to. */
  public boolean start(Definition definition) {
    if (alive(definition.name())) {
      return false;
    }
    for (int port : definition.ports()) {
      // what we killed a moment ago may hold its port for a blink
      if (!Await.until(Duration.ofSeconds(5), () -> Ports.isFree(port))) {
        throw new StartFailedException(
            "%s cannot start: its port %d is used by another program (remembered in %s)"
                .formatted(definition.name(), port, layout.table()));
      }
    }
    ProcessHandle handle =
        DetachedProcess.start(
            definition.command(),
            definition.environment(),
            definition.directory(),
            layout.log(definition.name().replace(':', '-')));
    table.started(definition.name(), RunningProcess.of(handle));
    return true;
  }

  /**
   * Starts it if it does not run, and waits until it is ready; its end or too long a time is a
   * failure. One that was killed a moment ago may still be seen for a blink: it is started again.
   *
   * @return whether it ran before
   */
  public boolean bring(Definition definition, BooleanSupplier ready) {
    String name = definition.name();
    boolean ran = !start(definition);
    boolean alive = awaitReadyOrEnd(name, ready);
    if (ran && !alive) {
      ran = false;
      start(definition);
      alive = awaitReadyOrEnd(name, ready);
    }
    if (!alive) {
      throw new StartFailedException(name + " ended while starting" + logTail(name));
    }
    return ran;
  }

  private boolean awaitReadyOrEnd(String name, BooleanSupplier ready) {
    boolean[] ended = new boolean[1];
    boolean came =
        Await.until(
            READY,
            () -> {
              ended[0] = !alive(name);
              return ended[0] || ready.getAsBoolean();
            });
    if (!came) {
      throw new StartFailedException(
          "%s is not ready after %d s%s".formatted(name, READY.toSeconds(), logTail(name)));
    }
    return !ended[0];
  }

  public boolean answers(String portName, String path) {
    return table.port(portName).map(port -> Probe.answers(port, path)).orElse(false);
  }

  /**
   * Asks all of them to end, in the order given, then ends by force what is left.
   *
   * @return names of those that were running
   */
  public List<String> stop(List<String> names) {
    List<String> stopped = new ArrayList<>();
    List<ProcessHandle> handles = new ArrayList<>();
    for (String name : names) {
      Optional<ProcessHandle> handle = table.process(name).flatMap(RunningProcess::handle);
      if (handle.isPresent()) {
        stopped.add(name);
        handles.add(handle.get());
      }
    }
    ProcessTermination.of(handles, GRACE);
    names.forEach(table::ended);
    return stopped;
  }

  private String logTail(String name) {
    Path log = layout.log(name.replace(':', '-'));
    try {
      List<String> lines = Files.readAllLines(log);
      List<String> last = lines.subList(Math.max(0, lines.size() - SHOWN_LOG_LINES), lines.size());
      return "; the end of " + log + ":\n    " + String.join("\n    ", last);
    } catch (IOException unreadable) {
      return "; see " + log;
    }
  }

  /**
   * How a process is started.
   *
   * @param name unique, such as {@code hub} or {@code edge:engine-61}
   * @param ports it listens on, all remembered
   */
  public record Definition(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path directory,
      List<Integer> ports) {
    public Definition {
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
      ports = List.copyOf(ports);
    }
  }
}
