package dev.ionosphere.workflows.ion;

import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.workflows.device.DeviceOrder;
import dev.ionosphere.workflows.rollout.FleetActivities;
import dev.ionosphere.workflows.rollout.OrderRequest;
import dev.ionosphere.workflows.rollout.RolloutClaim;
import dev.ionosphere.workflows.rollout.SignedOrders;
import dev.ionosphere.workflows.timeline.ChainHead;
import dev.ionosphere.workflows.timeline.Retelling;
import dev.ionosphere.workflows.timeline.TimelineActivities;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import dev.ionosphere.workflows.training.PackagedModel;
import dev.ionosphere.workflows.training.TrainingActivities;
import dev.ionosphere.workflows.training.TrainingFailure;
import dev.ionosphere.workflows.training.TrainingJob;
import dev.ionosphere.workflows.training.TrainingResult;
import dev.ionosphere.workflows.work.WorkActivities;
import dev.ionosphere.workflows.work.WorkStanding;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A cloud worker and its hub in memory. */
public final class TestingCloud
    implements TrainingActivities, FleetActivities, TimelineActivities, WorkActivities {

  private final Map<String, TimelineEntry> ledger = new LinkedHashMap<>();
  private final List<String> devices = new CopyOnWriteArrayList<>();
  private final List<@Nullable ChainHead> known = new CopyOnWriteArrayList<>();
  private final List<String> conflicts = new CopyOnWriteArrayList<>();
  private final Map<String, TrainingResult> trained = new ConcurrentHashMap<>();
  private final Set<String> stopped = ConcurrentHashMap.newKeySet();
  private final List<RolloutClaim> ordered = new CopyOnWriteArrayList<>();
  private final Set<String> fetching = ConcurrentHashMap.newKeySet();
  private volatile BiConsumer<OrderRequest, List<String>> fetchers = (request, devices) -> {};
  private volatile boolean down;
  private volatile @Nullable WorkflowClient temporal;
  private volatile Function<RolloutClaim, List<String>> selection = claim -> List.copyOf(devices);
  private volatile UnaryOperator<TrainingResult> registration = result -> result;
  private volatile Predicate<TimelineEntry> refused = entry -> false;
  private volatile Function<TrainingJob, TrainingResult> training = TestingCloud::result;

  public TestingCloud(int devices) {
    for (int device = 1; device <= devices; device++) {
      this.devices.add("engine-%02d".formatted(device));
    }
  }

  /** Where it looks for work. */
  public void temporal(WorkflowClient client) {
    temporal = client;
  }

  /** Which devices the hub knows of. */
  public void selection(Function<RolloutClaim, List<String>> next) {
    selection = next;
  }

  /**
   * Devices that fetch their orders themselves.
   *
   * @param asked what happens before a cohort is told that some of its devices do
   */
  public void fetch(List<String> some, BiConsumer<OrderRequest, List<String>> asked) {
    fetching.addAll(some);
    fetchers = asked;
  }

  /** Every device that there is. */
  List<String> devices() {
    return List.copyOf(devices);
  }

  /** What orders were asked for. */
  public List<RolloutClaim> ordered() {
    return List.copyOf(ordered);
  }

  /** What the hub makes of a package. */
  public void registration(UnaryOperator<TrainingResult> next) {
    registration = next;
  }

  /** Whether the hub takes records. */
  public void down(boolean away) {
    down = away;
  }

  public void training(Function<TrainingJob, TrainingResult> behaviour) {
    training = behaviour;
  }

  public static TrainingResult result(TrainingJob job) {
    return new TrainingResult(
        job.run(),
        new ModelRef("sha256:" + job.run(), "signature", "key-1", 1_000),
        Map.of("rows", 100.0),
        "sha256:evidence-of-" + job.run());
  }

  @Override
  public void train(TrainingJob job) {
    refuseStopped(job.run());
    trained.put(job.run(), training.apply(job));
  }

  @Override
  public PackagedModel pack(TrainingJob job) {
    refuseStopped(job.run());
    TrainingResult result = trained(job);
    return new PackagedModel(
        job.run(),
        result.model().digest(),
        result.model().bytes(),
        result.metrics(),
        result.evidence());
  }

  @Override
  public TrainingResult register(TrainingJob job, PackagedModel packaged) {
    refuseStopped(job.run());
    return registration.apply(trained(job));
  }

  @Override
  public void stop(String run) {
    stopped.add(run);
  }

  private void refuseStopped(String run) {
    if (stopped.contains(run)) {
      throw TrainingFailure.RUN_STOPPED.failure("run " + run + " was stopped", null);
    }
  }

  /** Runs that were stopped. */
  public Set<String> stopped() {
    return Set.copyOf(stopped);
  }

  @Override
  public WorkStanding look(String workflow) {
    WorkflowStub work = Objects.requireNonNull(temporal).newUntypedWorkflowStub(workflow);
    WorkflowExecutionStatus status;
    try {
      status = work.describe().getStatus();
    } catch (WorkflowNotFoundException unknown) {
      return new WorkStanding(WorkStanding.State.UNKNOWN, null, null);
    }
    return switch (status) {
      case WORKFLOW_EXECUTION_STATUS_RUNNING ->
          new WorkStanding(WorkStanding.State.RUNNING, null, null);
      case WORKFLOW_EXECUTION_STATUS_COMPLETED ->
          new WorkStanding(WorkStanding.State.COMPLETED, work.getResult(Object.class), null);
      case WORKFLOW_EXECUTION_STATUS_CANCELED ->
          new WorkStanding(WorkStanding.State.CANCELLED, null, null);
      default -> new WorkStanding(WorkStanding.State.GONE, null, status.name());
    };
  }

  private TrainingResult trained(TrainingJob job) {
    return Optional.ofNullable(trained.get(job.run()))
        .orElseThrow(() -> new IllegalStateException("run " + job.run() + " was not trained"));
  }

  @Override
  public List<String> select(String selector) {
    throw new IllegalStateException("rollouts open since 0.3.0, got " + selector);
  }

  @Override
  public List<String> open(RolloutClaim claim) {
    return selection.apply(claim);
  }

  /** Few at a time, as if they were large. */
  @Override
  public SignedOrders sign(OrderRequest request) {
    ordered.add(request.claim());
    List<String> all = request.devices();
    List<String> now = all.subList(0, Math.min(20, all.size()));
    RolloutClaim claim = request.claim();
    List<String> fetched = now.stream().filter(fetching::contains).toList();
    fetchers.accept(request, fetched);
    return new SignedOrders(
        now.stream()
            .filter(device -> !fetching.contains(device))
            .map(device ->
                new DeviceOrder(
                    device,
                    claim.ion(),
                    claim.node(),
                    claim.generation(),
                    "signed",
                    request.trace()))
            .toList(),
        fetched,
        all.subList(now.size(), all.size()),
        List.of());
  }

  @Override
  public synchronized ChainHead record(TimelineBatch batch) {
    if (down) {
      throw new IllegalStateException("the hub is down");
    }
    batch.entries().forEach(this::take);
    known.add(batch.known());
    return new ChainHead(ledger.size(), "hash-" + ledger.size());
  }

  /** As strict as the hub: the same key with other content is never taken. */
  private void take(TimelineEntry entry) {
    if (refused.test(entry)) {
      throw ApplicationFailure.newNonRetryableFailure(entry.key() + " is refused", "HubRefused");
    }
    TimelineEntry known = ledger.putIfAbsent(entry.key(), entry);
    if (known != null && !Retelling.isSame(StoredJson.text(known), StoredJson.text(entry))) {
      conflicts.add(entry.key());
      throw ApplicationFailure.newNonRetryableFailure(
          entry.key() + " is in the ledger with other content", "HubRefused");
    }
  }

  /** Entries that the hub will never take. */
  public void refuse(Predicate<TimelineEntry> which) {
    refused = which;
  }

  /** The newest record that each batch that was taken knew of. */
  public List<@Nullable ChainHead> known() {
    return new ArrayList<>(known);
  }

  /** Keys that came again with other content. */
  public List<String> conflicts() {
    return List.copyOf(conflicts);
  }

  /** Events of one type, in order. */
  public <E extends TimelineEvent> List<E> events(Class<E> type) {
    return ledger().stream()
        .map(TimelineEntry::event)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  public synchronized List<TimelineEntry> ledger() {
    return new ArrayList<>(ledger.values());
  }

  public List<String> kinds() {
    return ledger().stream().map(TimelineEntry::kind).toList();
  }

  public List<TimelineEntry> ledger(String kind) {
    return ledger().stream().filter(entry -> entry.kind().equals(kind)).toList();
  }
}
