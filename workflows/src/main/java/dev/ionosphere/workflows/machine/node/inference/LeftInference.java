package dev.ionosphere.workflows.machine.node.inference;

import dev.ionosphere.spec.ion.InferenceNode;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.workflows.machine.node.NodeState;
import dev.ionosphere.workflows.rollout.RolloutStatus;
import dev.ionosphere.workflows.rollout.Tally;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger tells of an inference node whose ION was lost.
 *
 * @param allowed releases that policy let through, newest last, one a digest; the last is wanted
 * @param proven the release whose rollout completed last
 * @param rejected digests that stay rejected
 * @param rollout of the wanted release, if it has no end
 * @param drifted digests whose live data is unlike what they were trained on
 * @param anomalous digests of which too many rows are anomalies
 */
public record LeftInference(
    String ion,
    List<Release> allowed,
    @Nullable Release proven,
    List<String> rejected,
    @Nullable Open rollout,
    List<String> drifted,
    List<String> anomalous) {

  public LeftInference {
    allowed = List.copyOf(allowed);
    rejected = List.copyOf(rejected);
    drifted = List.copyOf(drifted);
    anomalous = List.copyOf(anomalous);
  }

  /**
   * @param cause key of the record that released it
   * @param proven whether only late devices are still waited for
   */
  public record Open(String cause, boolean proven) {}

  /** The node's state; nothing if it is of another kind by now. */
  public Optional<NodeState> at(Node node) {
    if (!(node instanceof InferenceNode inference) || allowed.isEmpty()) {
      return Optional.empty();
    }
    Release wanted = allowed.getLast();
    return Optional.of(
        new InferenceState(
            wanted,
            proven,
            rejected,
            allowed,
            rollout == null ? null : rollout(inference, wanted, rollout),
            drifted,
            anomalous,
            null,
            false,
            0));
  }

  private Rollout rollout(InferenceNode node, Release wanted, Open open) {
    return new Rollout(
        Releases.input(node, wanted, open.cause(), ion, null),
        open.proven() ? RolloutStatus.CATCHING_UP : RolloutStatus.ROLLING,
        Tally.NONE,
        true);
  }
}
