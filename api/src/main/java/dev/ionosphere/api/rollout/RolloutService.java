package dev.ionosphere.api.rollout;

import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.problem.Reasons;
import dev.ionosphere.api.temporal.IonWorkflows;
import dev.ionosphere.api.trace.Traces;
import dev.ionosphere.workflows.ion.CommandReceipt;
import dev.ionosphere.workflows.rollout.RolloutCommand;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Commands for rollouts under way. */
@Singleton
public final class RolloutService {

  private final Rollouts rollouts;
  private final RolloutWaves waves;
  private final IonWorkflows workflows;

  RolloutService(Rollouts rollouts, RolloutWaves waves, IonWorkflows workflows) {
    this.rollouts = rollouts;
    this.waves = waves;
    this.workflows = workflows;
  }

  public Rollout rollout(String id) {
    return rollouts.findById(id).orElseThrow(() -> HubException.notFound("rollout", id));
  }

  public List<RolloutWave> waves(String id) {
    return waves.findByRolloutOrderByWave(id);
  }

  /**
   * @param command pause, resume or abort
   */
  public CommandReceipt command(String id, String command, String reason, Requester person) {
    Reasons.check(reason);
    Rollout rollout = rollout(id);
    if (rollout.finishedAt() != null) {
      throw new HubException(
          ErrorCode.CONFLICT,
          "rollout " + id + " is " + rollout.state() + ", nothing to " + command);
    }
    workflows.signal(
        id,
        command,
        new RolloutCommand(UUID.randomUUID().toString(), person.actor(), reason, Traces.current()));
    return new CommandReceipt(true, "asked rollout " + id + " to " + command);
  }
}
