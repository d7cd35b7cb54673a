package dev.ionosphere.workflows.rollout;

import dev.ionosphere.models.device.ApplyOutcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The devices of a cohort that fetch their orders themselves. The hub may signal what one answers
 * before it has told that the device is one of them.
 */
final class FetchingDevices {

  private final Set<String> cohort;
  private final Set<String> awaited = new HashSet<>();
  private final Map<String, ApplyOutcome> early = new HashMap<>();

  FetchingDevices(List<String> cohort) {
    this.cohort = Set.copyOf(cohort);
  }

  /** The device is waited for from now on, unless its answer has come: then it is that. */
  Optional<ApplyOutcome> await(String device) {
    @Nullable ApplyOutcome answer = early.remove(device);
    if (answer == null) {
      awaited.add(device);
    }
    return Optional.ofNullable(answer);
  }

  /** The answer, if it is waited for. */
  Optional<ApplyOutcome> answered(@Nullable ApplyOutcome answer) {
    if (answer == null || answer.device() == null) {
      return Optional.empty();
    }
    if (awaited.remove(answer.device())) {
      return Optional.of(answer);
    }
    if (cohort.contains(answer.device())) {
      early.put(answer.device(), answer);
    }
    return Optional.empty();
  }

  boolean any() {
    return !awaited.isEmpty();
  }

  /** Nobody is waited for any more. */
  void giveUp() {
    awaited.clear();
  }
}
