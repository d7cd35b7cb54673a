package dev.ionosphere.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Starts and stops processes. Each is known by its {@link RunningProcess}, so it never touches one
 * that it did not start.
 */
public final class Supervisor {
  private static final Duration READY = Duration.ofSeconds(90);
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final int SHOWN_LOG_LINES = 12;
  private static final int SHOWN_OF_LINE = 240;

  private static final Duration PORT_WAIT = Duration.ofSeconds(5);

  private final Layout layout;
  private final ProcessTable table;
  private final StartRecord records;
  private final Duration portWait;
  private final Object starting = new Object();
  private boolean cancelled;

  public Supervisor(Layout layout, ProcessTable table) {
    this(layout, table, PORT_WAIT);
  }

  /**
   * @param portWait how long a port may stay in use after its process was ended
   */
  Supervisor(Layout layout, ProcessTable table, Duration portWait) {
    this.layout = layout;
    this.table = table;
    this.records = new StartRecord(layout);
    this.portWait = portWait;
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

  /**
   * @throws StartFailedException if the data directory is one that this release cannot read
   */
  public void checkReadable() {
    InstallationFormat.check(layout, table.format());
  }

  /** Starts it if it does not run; says whether it had to. */
  public boolean start(Definition definition) {
    synchronized (starting) {
      if (cancelled) {
        throw new StartFailedException(definition.name() + " was not started: stopping");
      }
      checkReadable();
      adoptUnfinished();
      if (alive(definition.name())) {
        return false;
      }
      definition.ports().forEach(port -> awaitFree(definition.name(), port));
      Path idFile = records.begin(definition.name(), Instant.now());
      ProcessHandle handle =
          DetachedProcess.start(
              definition.command(),
              definition.environment(),
              definition.directory(),
              log(definition.name()),
              idFile);
      table.started(definition.name(), RunningProcess.of(handle));
      records.end(definition.name());
      return true;
    }
  }

  /** From now on nothing is started any more; returns when no start is under way. */
  public void cancel() {
    synchronized (starting) {
      cancelled = true;
    }
  }

  /**
   * Enters in the table what an interrupted command started but could not enter. Needs the {@link
   * StartLock}: without it the other command may still be at work.
   */
  public void adoptUnfinished() {
    records
        .unfinished()
        .forEach((name, process) -> {
          if (!alive(name)) {
            table.started(name, process);
          }
          records.end(name);
        });
  }

  private void awaitFree(String name, int port) {
    // what we killed a moment ago may hold its port for a blink
    if (Await.until(portWait, () -> Ports.isFree(port))) {
      return;
    }
    Optional<ProcessHandle> owner = PortOwner.of(port);
    if (owner.isPresent() && PortOwner.isOurs(owner.get(), layout.data())) {
      throw new StartFailedException(
          "%s cannot start: its port %d is used by process %d. This is a process of %s that an earlier command started and no longer knows. End it with `kill %d`, then run this again."
              .formatted(name, port, owner.get().pid(), layout.data(), owner.get().pid()));
    }
    throw new StartFailedException(
        "%s cannot start: its port %d is used by another program%s. End that program; or, while nothing of yours runs, write a free port into %s."
            .formatted(
                name,
                port,
                owner.map(process -> ", process " + process.pid()).orElse(""),
                layout.table()));
  }

  /**
   * Starts it if it does not run, and waits until it is ready; its end or too long a time is a
   * failure. One that was killed a moment ago may still be seen for a blink: it is started again.
   *
   * @return whether it ran before
   */
  public boolean startAndAwaitReady(Definition definition, BooleanSupplier ready) {
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

  /**
   * Waits until what runs is ready. One that was killed a moment ago may still be seen for a blink,
   * and does not run.
   */
  public boolean runs(String name, BooleanSupplier ready) {
    return alive(name) && awaitReadyOrEnd(name, ready);
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
          "Timed out after %2$d s waiting for %1$s to be ready%3$s"
              .formatted(name, READY.toSeconds(), logTail(name)));
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

  private Path log(String name) {
    return layout.log(name.replace(':', '-'));
  }

  /** The last lines of a process's log, for a message about its end. */
  public String logTail(String name) {
    Path log = log(name);
    try {
      List<String> lines = Files.readAllLines(log);
      List<String> last = lines.subList(Math.max(0, lines.size() - SHOWN_LOG_LINES), lines.size());
      return "; the end of "
          + log
          + ":"
          + last.stream().map(Supervisor::shown).collect(Collectors.joining());
    } catch (IOException unreadable) {
      return "; see " + log;
    }
  }

  /** A stack trace in one line is cut; the file has all of it. */
  private static String shown(String line) {
    return "\n    "
        + (line.length() > SHOWN_OF_LINE ? line.substring(0, SHOWN_OF_LINE) + "…" : line);
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
