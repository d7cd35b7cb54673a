package dev.ionosphere.workflows.ion;

import java.util.concurrent.atomic.AtomicInteger;

/** Something outside that is away until it is told to be back. */
final class TestingOutage {

  private final String what;
  private final AtomicInteger calls = new AtomicInteger();
  private volatile boolean over;

  TestingOutage(String what) {
    this.what = what;
  }

  /** Fails as infrastructure does: it may be tried again. */
  void pass() {
    calls.incrementAndGet();
    if (!over) {
      throw new IllegalStateException(what);
    }
  }

  void end() {
    over = true;
  }

  int calls() {
    return calls.get();
  }
}
