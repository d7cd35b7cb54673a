package dev.ionosphere.activities.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A Spark driver, ours or one found again.
 *
 * <p>The files of the run say how it is; the process only whether it lives. Its exit code is known
 * to the worker process that started it and to nobody else.
 */
final class SparkRun implements EngineRun {
  private static final int LOG_LINES = 50;
  private static final int ERROR_LINES = 400;

  /** Of a component that refuses its job. */
  private static final int REFUSED = 2;

  /**
   * By SIGINT or SIGTERM. Not by SIGKILL: that is how the system ends a program which takes too
   * much memory, and would do so again.
   */
  private static final Set<Integer> ENDED_FROM_OUTSIDE = Set.of(128 + 2, 128 + 15);

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final RunDirectory directory;
  private final Optional<ProcessHandle> driver;
  private final Optional<Process> child;
  private volatile boolean stopped;

  SparkRun(RunDirectory directory, Optional<ProcessHandle> driver, Optional<Process> child) {
    this.directory = directory;
    this.driver = driver;
    this.child = child;
  }

  @Override
  public EngineProgress progress() {
    SparkStatistics statistics = SparkStatistics.newest(directory.statistics());
    return new EngineProgress(
        statistics.stage(),
        statistics.fraction(),
        statistics.tasksDone(),
        statistics.tasksKnown(),
        statistics.allCounters(),
        LogTail.lines(directory.log(), LOG_LINES));
  }

  @Override
  public Optional<Outcome> await(Duration atMost) throws InterruptedException {
    if (driver.isPresent() && !ended(driver.get(), atMost)) {
      return Optional.empty();
    }
    if (directory.completed()) {
      return Optional.of(new Outcome.Succeeded());
    }
    return Optional.of(stopped || directory.isStopped() ? new Outcome.Stopped() : failed());
  }

  private Outcome failed() {
    Optional<Integer> code = child.map(Process::exitValue);
    List<String> log = LogTail.lines(directory.log(), ERROR_LINES);
    if (code.map(ENDED_FROM_OUTSIDE::contains).orElse(!DriverError.said(log))) {
      return new Outcome.Lost(
          code.map(value -> "the driver was ended from outside (signal %d)".formatted(value - 128))
              .orElse("the driver is gone and wrote no error"));
    }
    String error = DriverError.of(log);
    String ending = code.map(value -> "exit code " + value).orElse("without its output");
    return new Outcome.Failed(
        "driver ended, %s: %s".formatted(ending, error),
        code.filter(value -> value == REFUSED).isEmpty());
  }

  @Override
  public void stop() {
    stopped = true;
    if (driver.isEmpty()) {
      return;
    }
    List<ProcessHandle> family =
        Stream.concat(driver.get().descendants(), driver.stream()).toList();
    family.forEach(ProcessHandle::destroy);
    try {
      for (ProcessHandle process : family) {
        if (!ended(process, PATIENCE)) {
          process.destroyForcibly();
        }
      }
    } catch (InterruptedException interrupted) {
      family.forEach(ProcessHandle::destroyForcibly);
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Path output() {
    return directory.output();
  }

  private static boolean ended(ProcessHandle process, Duration atMost) throws InterruptedException {
    try {
      process.onExit().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException alive) {
      return false;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("waiting for process " + process.pid(), impossible);
    }
  }
}
