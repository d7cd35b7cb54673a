package dev.ionosphere.workflows.rollout;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cohort wants its devices ordered to run a release.
 *
 * @param wave of the cohort, from 1; 0: the question is of an older cohort, which takes no signals
 * @param number of the cohort in its wave
 * @param trace W3C traceparent of what caused it
 */
public record OrderRequest(
    RolloutClaim claim, int wave, int number, List<String> devices, @Nullable String trace) {

  public OrderRequest {
    devices = List.copyOf(devices);
  }
}
