package dev.ionosphere.workflows.rollout;

import dev.ionosphere.models.device.ApplyOutcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the devices of a cohort have answered so far. */
final class Answers {

  private final int asked;
  private final List<ApplyOutcome> fresh = new ArrayList<>();
  private final Set<String> awaited = new LinkedHashSet<>();
  private int active;
  private int failed;

  Answers(int asked) {
    this.asked = asked;
  }

  /** The device was asked. */
  void await(String device) {
    awaited.add(device);
  }

  void add(ApplyOutcome outcome) {
    awaited.remove(outcome.device());
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

  /** Devices that were asked and have not answered; those given up on are not among them. */
  List<String> awaited() {
    return List.copyOf(awaited);
  }

  /** Devices that were asked, have not answered and were not taken before. */
  List<String> takeSilent() {
    List<String> taken = List.copyOf(awaited);
    awaited.clear();
    return taken;
  }

  /** Whoever has not answered counts as silent. */
  Tally tally() {
    return new Tally(asked, active, failed, asked - active - failed);
  }
}
