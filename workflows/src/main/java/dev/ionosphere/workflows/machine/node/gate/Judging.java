package dev.ionosphere.workflows.machine.node.gate;

import dev.ionosphere.workflows.gate.GateInput;
import dev.ionosphere.workflows.gate.GateVerdict;
import dev.ionosphere.workflows.machine.token.Batch;
import org.jspecify.annotations.Nullable;

/**
 * A candidate that is held against the condition.
 *
 * @param id {@code <ion>.<node>.<n>}
 * @param subject digest of candidate, evidence and the policy ahead of it
 * @param verdict that came in a pause, which it waits for the end of
 */
record Judging(
    String id, Batch batch, String subject, GateInput input, @Nullable GateVerdict verdict) {

  Judging with(GateVerdict told) {
    return new Judging(id, batch, subject, input, told);
  }

  String work() {
    return "gate:" + id;
  }
}
