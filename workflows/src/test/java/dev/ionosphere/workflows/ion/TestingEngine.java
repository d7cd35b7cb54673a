package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.training.TrainingJob;
import dev.ionosphere.workflows.training.TrainingResult;
import io.temporal.activity.Activity;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** An engine whose trainings last until they are let go, or stopped. */
final class TestingEngine implements Function<TrainingJob, TrainingResult> {

  private final AtomicInteger starts = new AtomicInteger();
  private final CountDownLatch done = new CountDownLatch(1);

  @Override
  public TrainingResult apply(TrainingJob job) {
    starts.incrementAndGet();
    while (done.getCount() > 0) {
      // Throws once the activity is cancelled.
      Activity.getExecutionContext().heartbeat(job.run());
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    return TestingCloud.result(job);
  }

  void awaitStart() {
    TestingHouse.await("the training", () -> starts.get() > 0);
  }

  int starts() {
    return starts.get();
  }

  void letGo() {
    done.countDown();
  }
}
