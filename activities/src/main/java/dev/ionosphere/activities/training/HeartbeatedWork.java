package dev.ionosphere.activities.training;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does in a thread of its own what cannot heartbeat, while the activity's thread does. */
final class HeartbeatedWork {
  private final Duration every;

  HeartbeatedWork(Duration every) {
    this.every = every;
  }

  /**
   * Returns what the work returns. When the heartbeat throws, or this thread is interrupted, the
   * work is interrupted and its result is not waited for.
   *
   * @throws InterruptedException if this thread is interrupted
   * @throws Exception what the work throws
   */
  <T> T run(Runnable heartbeat, Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofPlatform().daemon().name("training-step").start(task);
    try {
      while (true) {
        heartbeat.run();
        try {
          return task.get(every.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException underWay) {
          // The next heartbeat is due.
        }
      }
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Exception exception) {
        throw exception;
      }
      throw failed;
    } finally {
      task.cancel(true);
    }
  }
}
