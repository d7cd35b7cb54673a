package dev.ionosphere.cli.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The end of processes: asked for, waited for, then forced. */
final class ProcessTermination {
  private ProcessTermination() {}

  /** Asks in the order given; all of them share the grace. */
  static void of(List<ProcessHandle> processes, Duration grace) {
    processes.forEach(ProcessHandle::destroy);
    long end = System.nanoTime() + grace.toNanos();
    for (ProcessHandle process : processes) {
      try {
        process.onExit().get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException tooSlow) {
        process.destroyForcibly();
      } catch (ExecutionException impossible) {
        throw new IllegalStateException(impossible);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        process.destroyForcibly();
      }
    }
  }
}
