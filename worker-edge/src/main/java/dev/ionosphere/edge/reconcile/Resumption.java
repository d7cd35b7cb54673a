package dev.ionosphere.edge.reconcile;

import dev.ionosphere.edge.loop.InferenceLoop;
import dev.ionosphere.edge.loop.LoopContext;
import dev.ionosphere.edge.model.DeviceModel;
import dev.ionosphere.edge.status.NodeStatuses;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.store.NodeStates;
import dev.ionosphere.edge.store.Stored;
import dev.ionosphere.models.device.DesiredState;
import dev.ionosphere.models.device.IncidentKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts what ran when the device stopped, from local state alone. What cannot be read is replaced
 * by the previous copy, then by what was last seen to run well; a node that has neither runs
 * nothing, as at enrolment, and says so.
 */
final class Resumption {

  private static final Logger LOG = LoggerFactory.getLogger(Resumption.class);

  private final LoopContext context;
  private final NodeStates states;
  private final Staging staging;
  private final NodeStatuses statuses;
  private final Map<NodeKey, InferenceLoop> loops;

  /**
   * @param loops where the loops that start are put
   */
  Resumption(
      LoopContext context,
      NodeStates states,
      Staging staging,
      NodeStatuses statuses,
      Map<NodeKey, InferenceLoop> loops) {
    this.context = context;
    this.states = states;
    this.staging = staging;
    this.statuses = statuses;
    this.loops = loops;
  }

  /**
   * @param permitted what may still run
   */
  void resume(Permitted permitted) throws IOException {
    boolean waiting = false;
    for (NodeKey key : states.nodes()) {
      if (!permitted.allows(key)) {
        continue;
      }
      resume(key, permitted);
      waiting |= isWaiting(key);
    }
    if (!waiting) {
      discardTransfers();
    }
  }

  /** What a disk does not let go of is no reason not to score. */
  private void discardTransfers() {
    try {
      staging.discardTransfers();
    } catch (IOException e) {
      LOG.warn("what was half fetched stays for now: {}", e.toString());
    }
  }

  private void resume(NodeKey key, Permitted permitted) {
    Stored<DesiredState> actual = states.storedActual(key);
    List<String> faults = new ArrayList<>();
    actual.fault().ifPresent(faults::add);
    for (DesiredState candidate : candidates(key, actual)) {
      if (!permitted.allows(key, candidate.model().digest())) {
        faults.add(
            "generation %d, %s, is revoked"
                .formatted(candidate.generation(), candidate.model().digest()));
        continue;
      }
      Optional<String> fault = start(key, candidate);
      if (fault.isEmpty()) {
        running(key, candidate, faults);
        return;
      }
      faults.add(fault.get());
    }
    if (faults.isEmpty() && isWaiting(key)) {
      statuses.set(key, null, "told", "");
      return;
    }
    if (faults.isEmpty()) {
      faults.add("%s holds no state".formatted(states.directory(key).path()));
    }
    String why = String.join("; ", faults);
    LOG.warn("{} runs nothing: {}", key, why);
    statuses.set(key, null, "failed", why);
    context.incidents().report(IncidentKind.MODEL_LOST.text(), key, why);
  }

  /** What may run, the best first. */
  private Set<DesiredState> candidates(NodeKey key, Stored<DesiredState> actual) {
    Set<DesiredState> candidates = new LinkedHashSet<>();
    actual.value().ifPresent(candidates::add);
    states.previous(key).ifPresent(candidates::add);
    states.lastGood(key).ifPresent(candidates::add);
    return candidates;
  }

  /** Starts the loop, or says why it cannot. */
  private Optional<String> start(NodeKey key, DesiredState state) {
    try {
      DeviceModel model = staging.stored(state.model());
      loops.put(key, InferenceLoop.start(key, context, states.directory(key), state, model));
      return Optional.empty();
    } catch (IOException | Refusal | RuntimeException e) {
      LOG.warn("{} cannot go on with generation {}: {}", key, state.generation(), e.toString());
      return Optional.of(
          "generation %d, %s, is broken on disk: %s"
              .formatted(state.generation(), state.model().digest(), e.getMessage()));
    }
  }

  private void running(NodeKey key, DesiredState state, List<String> faults) {
    LOG.info("{} goes on with generation {}", key, state.generation());
    String why = String.join("; ", faults);
    statuses.set(key, state, "active", why);
    if (!faults.isEmpty()) {
      context.incidents().report(IncidentKind.MODEL_FELL_BACK.text(), key, why);
    }
  }

  /** Whether a change was under way that goes on when it is asked for again. */
  private boolean isWaiting(NodeKey key) {
    Optional<DesiredState> desired = states.desired(key);
    long runs = states.actual(key).map(DesiredState::generation).orElse(0L);
    return desired.isPresent() && desired.get().generation() > runs;
  }
}
