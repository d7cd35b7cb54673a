package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.model.ModelRef;
import dev.ionosphere.workflows.rollout.FleetActivities;
import dev.ionosphere.workflows.timeline.ChainHead;
import dev.ionosphere.workflows.timeline.TimelineActivities;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.training.PackagedModel;
import dev.ionosphere.workflows.training.TrainingActivities;
import dev.ionosphere.workflows.training.TrainingJob;
import dev.ionosphere.workflows.training.TrainingResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A cloud worker and its hub in memory. */
public final class TestingCloud implements TrainingActivities, FleetActivities, TimelineActivities {

  private final Map<String, TimelineEntry> ledger = new LinkedHashMap<>();
  private final List<String> devices = new CopyOnWriteArrayList<>();
  private final Map<String, TrainingResult> trained = new ConcurrentHashMap<>();
  private volatile boolean down;
  private volatile Function<TrainingJob, TrainingResult> training = TestingCloud::result;

  public TestingCloud(int devices) {
    for (int device = 1; device <= devices; device++) {
      this.devices.add("engine-%02d".formatted(device));
    }
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
    trained.put(job.run(), training.apply(job));
  }

  @Override
  public PackagedModel pack(TrainingJob job) {
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
    return trained(job);
  }

  @Override
  public void stop(String run) {
    trained.remove(run);
  }

  private TrainingResult trained(TrainingJob job) {
    return Optional.ofNullable(trained.get(job.run()))
        .orElseThrow(() -> new IllegalStateException("run " + job.run() + " was not trained"));
  }

  @Override
  public List<String> select(String selector) {
    return List.copyOf(devices);
  }

  @Override
  public synchronized ChainHead record(TimelineBatch batch) {
    if (down) {
      throw new IllegalStateException("the hub is down");
    }
    batch.entries().forEach(entry -> ledger.putIfAbsent(entry.key(), entry));
    return new ChainHead(ledger.size(), "hash-" + ledger.size());
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
