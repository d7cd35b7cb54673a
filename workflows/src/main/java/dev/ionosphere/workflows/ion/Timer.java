package dev.ionosphere.workflows.ion;

import java.time.Instant;

/** An instant the machine waits for. Two timers are the same when all of it is the same. */
public sealed interface Timer {

  Instant at();

  /** What it is for, in a few words. */
  String summary();

  /** A training node is due. */
  record Fire(String node, Instant at) implements Timer {
    @Override
    public String summary() {
      return "next run of " + node;
    }
  }

  /** An open approval expires. */
  record Expiry(String node, String approval, Instant at) implements Timer {
    @Override
    public String summary() {
      return approval + " expires";
    }
  }
}
