package dev.ionosphere.api.recovery;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** An ION that was lost is noticed within a minute. */
@Singleton
@Requires(notEnv = "test")
class ReconcilerSchedule {

  private final Reconciler reconciler;

  ReconcilerSchedule(Reconciler reconciler) {
    this.reconciler = reconciler;
  }

  @Scheduled(fixedDelay = "20s", initialDelay = "20s")
  void pass() {
    reconciler.pass();
  }
}
