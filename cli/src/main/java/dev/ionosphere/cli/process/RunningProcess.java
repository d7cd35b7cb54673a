package dev.ionosphere.cli.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process we started. The start time tells it from a later process that got the same id.
 *
 * @param started as the operating system says
 */
public record RunningProcess(long pid, Instant started) {
  // the system derives it from the boot time, which moves a little when the clock is set
  private static final Duration TOLERANCE = Duration.ofSeconds(3);

  public static RunningProcess of(ProcessHandle handle) {
    return new RunningProcess(
        handle.pid(), handle.info().startInstant().orElseGet(() -> Instant.EPOCH));
  }

  /** The live process, empty if it ended or its id belongs to another one now. */
  public Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(handle ->
            handle
                .info()
                .startInstant()
                .map(at -> Duration.between(at, started).abs().compareTo(TOLERANCE) <= 0)
                .orElse(false));
  }

  public boolean alive() {
    return handle().isPresent();
  }
}
