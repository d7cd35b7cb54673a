package dev.ionosphere.workflows.rollout;

import dev.ionosphere.workflows.device.ApplyOutcome;
import java.util.ArrayList;
import java.util.List;

/** What the devices of a cohort have answered so far. */
final class Answers {

  private final int asked;
  private final List<ApplyOutcome> fresh = new ArrayList<>();
  private int active;
  private int failed;

  Answers(int asked) {
    this.asked = asked;
  }

  void add(ApplyOutcome outcome) {
    fresh.add(outcome);
    switch (outcome.status()) {
      case ACTIVE -> active++;
      case REFUSED -> failed++;
    }
  }

  boolean complete() {
    return active + failed == asked;
  }

  boolean hasFresh() {
    return !fresh.isEmpty();
  }

  /** Answers not taken before. */
  List<ApplyOutcome> takeFresh() {
    List<ApplyOutcome> taken = List.copyOf(fresh);
    fresh.clear();
    return taken;
  }

  /** Whoever has not answered counts as silent. */
  Tally tally() {
    return new Tally(asked, active, failed, asked - active - failed);
  }
}
