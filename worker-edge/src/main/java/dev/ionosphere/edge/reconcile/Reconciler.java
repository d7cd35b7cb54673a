package dev.ionosphere.edge.reconcile;

import dev.ionosphere.edge.hub.BlobFetcher;
import dev.ionosphere.edge.hub.Hub;
import dev.ionosphere.edge.loop.InferenceLoop;
import dev.ionosphere.edge.loop.LoopContext;
import dev.ionosphere.edge.model.DeviceModel;
import dev.ionosphere.edge.model.ModelStore;
import dev.ionosphere.edge.status.NodeStatuses;
import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.store.NodeStates;
import dev.ionosphere.edge.trace.Span;
import dev.ionosphere.edge.trace.Tracing;
import dev.ionosphere.models.device.ApplyOutcome;
import dev.ionosphere.models.device.DesiredState;
import dev.ionosphere.models.device.IncidentKind;
import dev.ionosphere.models.pack.ModelVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Told, fetching, verified, staged, golden rows pass, swapped, active. One change at a time. Until
 * the swap nothing that runs is touched, so a failure or a power cut leaves the old model running.
 */
public final class Reconciler {

  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

  private final LoopContext context;
  private final NodeStates states;
  private final ModelStore models;
  private final Staging staging;
  private final NodeStatuses statuses;
  private final Tracing tracing;
  private final Map<NodeKey, InferenceLoop> loops = new ConcurrentHashMap<>();

  Reconciler(
      LoopContext context,
      NodeStates states,
      ModelStore models,
      Staging staging,
      NodeStatuses statuses,
      Tracing tracing) {
    this.context = context;
    this.states = states;
    this.models = models;
    this.staging = staging;
    this.statuses = statuses;
    this.tracing = tracing;
  }

  /**
   * A reconciler over the device's data directory.
   *
   * @param disk that changes what is in it
   * @param modelKeys that models may be signed with now, by id: X.509, base64
   * @param limits how large a package may be
   */
  public static Reconciler of(
      LoopContext context,
      Disk disk,
      Path data,
      Hub hub,
      Supplier<Map<String, String>> modelKeys,
      PackageLimits limits,
      NodeStatuses statuses,
      Tracing tracing) {
    ModelVerifier verifier = ModelVerifier.following(modelKeys);
    ModelStore models = new ModelStore(disk, data.resolve("models"), verifier);
    BlobFetcher blobs = new BlobFetcher(disk, hub, data.resolve("fetch"), context.nanos());
    PackageFetch packages = new PackageFetch(blobs, models, verifier, limits);
    return new Reconciler(
        context,
        new NodeStates(disk, data.resolve("state")),
        models,
        new Staging(context, models, packages),
        statuses,
        tracing);
  }

  /** The loops that run, by node. */
  public Map<NodeKey, InferenceLoop> loops() {
    return loops;
  }

  /**
   * Brings one node to the desired state.
   *
   * @param alive called now and then; may throw to give up
   * @throws IOException if hub or disk failed: to be tried again
   */
  synchronized ApplyOutcome apply(DesiredState desired, Runnable alive) throws IOException {
    Span span = tracing.start("apply", desired.trace());
    MDC.put("ion", desired.ion());
    MDC.put("node", desired.node());
    MDC.put("trace", span.traceId());
    try (span) {
      span.attribute("ion", desired.ion()).attribute("node", desired.node());
      span.attribute("generation", Long.toString(desired.generation()));
      return apply(desired, span, alive);
    } finally {
      MDC.remove("ion");
      MDC.remove("node");
      MDC.remove("trace");
    }
  }

  private ApplyOutcome apply(DesiredState desired, Span span, Runnable alive) throws IOException {
    @Nullable NodeKey key = null;
    try {
      key = key(desired);
      if (runsAlready(key, desired)) {
        return active(key, desired);
      }
      LOG.info("ordered generation {} {}", desired.generation(), desired.model().digest());
      states.desire(key, desired);
      report(key, "told", "");
      NodeKey told = key;
      DeviceModel model = staging.stage(desired, span, step -> report(told, step, ""), alive);
      try (Span swap = span.child("swap")) {
        start(key, desired, model);
        swap.attribute("digest", model.digest());
      }
      LOG.info("active: generation {} {}", desired.generation(), model.digest());
      collectIfPossible();
      return active(key, desired);
    } catch (Refusal refusal) {
      span.failed(refusal.reason());
      return refused(key, desired, refusal.reason());
    } catch (IOException e) {
      if (key != null) {
        // Nothing is wrong with the order: people see what it waits for.
        report(key, "told", "waits: " + e.getMessage());
      }
      throw e;
    }
  }

  private NodeKey key(DesiredState desired) throws Refusal {
    try {
      return new NodeKey(desired.ion(), desired.node());
    } catch (IllegalArgumentException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }

  private boolean runsAlready(NodeKey key, DesiredState desired) {
    @Nullable InferenceLoop loop = loops.get(key);
    return loop != null && sameSettings(loop.state(), desired);
  }

  private static boolean sameSettings(DesiredState runs, DesiredState desired) {
    return runs.model().digest().equals(desired.model().digest())
        && runs.generation() == desired.generation()
        && runs.every().equals(desired.every())
        && runs.source().equals(desired.source())
        && runs.format().equals(desired.format())
        && runs.batch() == desired.batch()
        && Objects.equals(runs.bucket(), desired.bucket());
  }

  /** From now on the model is the loop's. */
  private void start(NodeKey key, DesiredState desired, DeviceModel model) throws IOException {
    @Nullable InferenceLoop loop = loops.get(key);
    if (loop != null) {
      loop.swap(desired, model, state -> states.activate(key, state));
      return;
    }
    try {
      states.activate(key, desired);
    } catch (IOException | RuntimeException | Error e) {
      model.close();
      throw e;
    }
    loops.put(key, InferenceLoop.start(key, context, states.directory(key), desired, model));
  }

  /**
   * Starts what ran when the device stopped, from local state alone.
   *
   * @param permitted what may still run
   */
  synchronized void resume(Permitted permitted) throws IOException {
    new Resumption(context, states, staging, statuses, loops).resume(permitted);
  }

  /** Ends whatever else runs; what it has counted is kept. */
  synchronized void keepOnly(Permitted permitted) {
    for (Map.Entry<NodeKey, InferenceLoop> each : Map.copyOf(loops).entrySet()) {
      String model = each.getValue().state().model().digest();
      if (!permitted.allows(each.getKey(), model)) {
        end(each.getKey(), each.getValue());
      }
    }
    statuses.keepOnly(permitted::allows);
  }

  private void end(NodeKey key, InferenceLoop loop) {
    loops.remove(key);
    report(key, "told", "");
    try {
      loop.stop();
      LOG.info("{} is not to run {} any more, ended", key, loop.state().model().digest());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What the disk does not let go of now, it is asked to with the next change. */
  private void collectIfPossible() {
    try {
      collect();
    } catch (IOException e) {
      LOG.warn("packages that are not needed stay for now: {}", e.toString());
    }
  }

  /** Keeps what runs, what ran before it, and what was last seen to run well. */
  private void collect() throws IOException {
    Set<String> keep = new HashSet<>();
    for (NodeKey key : states.nodes()) {
      states.actual(key).ifPresent(s -> keep.add(s.model().digest()));
      states.previous(key).ifPresent(s -> keep.add(s.model().digest()));
      states.lastGood(key).ifPresent(s -> keep.add(s.model().digest()));
    }
    models.collect(keep);
    staging.discardTransfers();
  }

  private ApplyOutcome active(NodeKey key, DesiredState desired) {
    report(key, "active", "");
    return new ApplyOutcome(
        context.device(),
        desired.generation(),
        desired.model().digest(),
        ApplyOutcome.Status.ACTIVE,
        "");
  }

  private ApplyOutcome refused(@Nullable NodeKey key, DesiredState desired, String reason) {
    context.incidents().report(IncidentKind.MODEL_REFUSED.text(), key, reason);
    @Nullable InferenceLoop loop = key == null ? null : loops.get(key);
    @Nullable DesiredState runs = loop == null ? null : loop.state();
    if (key != null) {
      report(key, "failed", reason);
    }
    return new ApplyOutcome(
        context.device(),
        runs == null ? 0 : runs.generation(),
        runs == null ? "" : runs.model().digest(),
        ApplyOutcome.Status.REFUSED,
        reason);
  }

  private void report(NodeKey key, String status, String reason) {
    @Nullable InferenceLoop loop = loops.get(key);
    statuses.set(key, loop == null ? null : loop.state(), status, reason);
  }
}
