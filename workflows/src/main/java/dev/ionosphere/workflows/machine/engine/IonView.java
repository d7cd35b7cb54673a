package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.workflows.machine.node.ApprovalView;
import dev.ionosphere.workflows.machine.node.NodeView;
import dev.ionosphere.workflows.machine.state.IonStatus;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What query {@code state} answers.
 *
 * @param observedGeneration generation of the document in force
 * @param pendingGeneration generation of a document that waits for people
 * @param approvals everything that waits for people
 * @param asOf workflow time of the answer
 */
public record IonView(
    String name,
    IonStatus status,
    long observedGeneration,
    @Nullable Long pendingGeneration,
    String documentDigest,
    Instant asOf,
    Map<String, NodeView> nodes,
    List<ApprovalView> approvals,
    long chainSequence,
    @Nullable String chainHash) {

  public IonView {
    nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
    approvals = List.copyOf(approvals);
  }
}
