package dev.ionosphere.api.health;

import dev.ionosphere.api.alert.AlertBook;
import dev.ionosphere.api.event.Change;
import dev.ionosphere.api.event.Changes;
import dev.ionosphere.api.ion.Documents;
import dev.ionosphere.api.ion.StoredIons;
import dev.ionosphere.api.model.ModelRelease;
import dev.ionosphere.api.model.ModelReleases;
import dev.ionosphere.api.node.view.NodeViews;
import dev.ionosphere.spec.ion.HealthPolicy;
import io.micronaut.data.model.Pageable;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Judges the fleet's newest windows of a node's current model against what training saw. The state
 * changes only after enough judgements in a row say so (hysteresis), and each judges at least
 * {@code minSamples} rows not judged before.
 */
@Singleton
public final class NodeJudge {

  private static final int NEWEST = 500;

  private final StoredIons ions;
  private final ModelReleases releases;
  private final HealthWindows windows;
  private final NodeHealths healths;
  private final HealthPoints points;
  private final Baselines baselines;
  private final AlertBook alerts;
  private final TransactionOperations<Connection> transactions;
  private final Changes changes;
  private final Clock clock;

  NodeJudge(
      StoredIons ions,
      ModelReleases releases,
      HealthWindows windows,
      NodeHealths healths,
      HealthPoints points,
      Baselines baselines,
      AlertBook alerts,
      TransactionOperations<Connection> transactions,
      Changes changes,
      Clock clock) {
    this.ions = ions;
    this.releases = releases;
    this.windows = windows;
    this.healths = healths;
    this.points = points;
    this.baselines = baselines;
    this.alerts = alerts;
    this.transactions = transactions;
    this.changes = changes;
    this.clock = clock;
  }

  /** A node with a model. */
  public record Place(String ion, String node, String digest) {

    String id() {
      return ion + "." + node;
    }
  }

  public synchronized void judge(Place place) {
    Optional<HealthPolicy> policy = policy(place);
    if (policy.isEmpty() || !current(place)) {
      return;
    }
    Optional<NodeHealth> judged =
        Optional.ofNullable(
            transactions.executeWrite(status -> judge(place, policy.get()).orElse(null)));
    judged.ifPresent(health ->
        changes.publish(
            new Change("health", place.ion(), place.node(), place.node(), 0, health.judgedAt())));
  }

  private Optional<HealthPolicy> policy(Place place) {
    return ions.findById(place.ion())
        .map(ion -> Documents.stored(ion.document()).nodes().get(place.node()))
        .flatMap(node -> NodeViews.of(node).health());
  }

  /** Windows of a model that was replaced come late and say nothing about the present. */
  private boolean current(Place place) {
    return releases
        .findFirstByIonAndNodeOrderByGenerationDesc(place.ion(), place.node())
        .map(ModelRelease::digest)
        .map(place.digest()::equals)
        .orElse(false);
  }

  private Optional<NodeHealth> judge(Place place, HealthPolicy policy) {
    Optional<NodeHealth> before = healths.findById(place.id());
    boolean sameModel = before.map(health -> health.digest().equals(place.digest())).orElse(false);
    long seen = sameModel ? before.map(NodeHealth::judgedWindow).orElse(0L) : 0;
    List<HealthWindow> fresh = fresh(place, seen);
    long rows = fresh.stream().mapToLong(HealthWindow::rowsScored).sum();
    if (rows < policy.minSamples()) {
      return Optional.empty();
    }
    Map<String, long[]> counts = new TreeMap<>();
    for (HealthWindow window : fresh) {
      counts = Counts.merged(counts, window.histograms());
    }
    Map<String, Double> similarity = baselines.similarity(place.digest(), counts, rows);
    if (similarity.isEmpty()) {
      return Optional.empty();
    }
    double lowest = similarity.values().stream().mapToDouble(value -> value).min().orElse(1);
    NodeHealth now =
        next(place, policy, before.orElse(null), sameModel, similarity, lowest, rows, fresh);
    if (before.isPresent()) {
      healths.update(now);
    } else {
      healths.save(now);
    }
    points.save(
        new HealthPoint(
            null,
            place.ion(),
            place.node(),
            place.digest(),
            similarity,
            lowest,
            rows,
            now.drifted(),
            now.judgedAt()));
    alert(place, now, lowest);
    return Optional.of(now);
  }

  private List<HealthWindow> fresh(Place place, long seen) {
    List<HealthWindow> fresh = new ArrayList<>();
    for (HealthWindow window :
        windows.findByIonAndNodeAndDigestOrderByIdDesc(
            place.ion(), place.node(), place.digest(), Pageable.from(0, NEWEST).withoutTotal())) {
      if (id(window) > seen) {
        fresh.add(window);
      }
    }
    return fresh;
  }

  private static long id(HealthWindow window) {
    Long id = window.id();
    return id == null ? 0 : id;
  }

  private NodeHealth next(
      Place place,
      HealthPolicy policy,
      @org.jspecify.annotations.Nullable NodeHealth before,
      boolean sameModel,
      Map<String, Double> similarity,
      double lowest,
      long rows,
      List<HealthWindow> fresh) {
    boolean unlike = lowest < policy.similarityMin();
    boolean drifted = sameModel && before != null && before.drifted();
    int disagreeing = sameModel && before != null ? before.disagreeing() : 0;
    disagreeing = unlike == drifted ? 0 : disagreeing + 1;
    if (disagreeing >= policy.hysteresis()) {
      drifted = unlike;
      disagreeing = 0;
    }
    Instant now = clock.instant();
    return new NodeHealth(
        place.id(),
        place.ion(),
        place.node(),
        place.digest(),
        drifted,
        disagreeing,
        similarity,
        rows,
        fresh.stream().mapToLong(NodeJudge::id).max().orElse(0),
        now,
        sameModel && before != null && before.reportedDrifted(),
        before == null ? 0 : before.reports(),
        sameModel && before != null ? before.reportedAt() : null);
  }

  private void alert(Place place, NodeHealth health, double lowest) {
    if (health.drifted()) {
      alerts.raise(
          place.ion(),
          place.node(),
          place.node(),
          "drift",
          "warning",
          "what node %s sees is unlike training: lowest similarity %.2f"
              .formatted(place.node(), lowest),
          health.judgedAt());
    } else {
      alerts.clear(place.ion(), "drift", place.node(), health.judgedAt());
    }
  }
}
