package dev.ionosphere.workflows.rollout;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cohort wants its devices ordered to run a release.
 *
 * @param trace W3C traceparent of what caused it
 */
public record OrderRequest(RolloutClaim claim, List<String> devices, @Nullable String trace) {

  public OrderRequest {
    devices = List.copyOf(devices);
  }
}
