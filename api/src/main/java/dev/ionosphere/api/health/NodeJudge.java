package dev.ionosphere.api.health;

import dev.ionosphere.api.event.Change;
import dev.ionosphere.api.event.Changes;
import dev.ionosphere.api.ion.Documents;
import dev.ionosphere.api.ion.StoredIons;
import dev.ionosphere.api.node.view.NodeViews;
import dev.ionosphere.spec.ion.HealthPolicy;
import dev.ionosphere.spec.ion.Node;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges what devices see, node by node, one after the other. It reads the buckets that nobody has
 * judged, whenever they became visible, so none is passed over; that they are judged and what came
 * of it becomes durable together.
 */
@Singleton
public class NodeJudge {

  private static final Logger LOG = LoggerFactory.getLogger(NodeJudge.class);
  private static final int MOST = 500;

  private final StoredIons ions;
  private final StoredBuckets buckets;
  private final ModelJudge models;
  private final HealthAlerts alerts;
  private final TransactionOperations<Connection> transactions;
  private final Changes changes;
  private final Clock clock;

  NodeJudge(
      StoredIons ions,
      StoredBuckets buckets,
      ModelJudge models,
      HealthAlerts alerts,
      TransactionOperations<Connection> transactions,
      Changes changes,
      Clock clock) {
    this.ions = ions;
    this.buckets = buckets;
    this.models = models;
    this.alerts = alerts;
    this.transactions = transactions;
    this.changes = changes;
    this.clock = clock;
  }

  /** An inference node. */
  public record Place(String ion, String node) {

    static Place of(String text) {
      int dot = text.indexOf('.');
      return new Place(text.substring(0, dot), text.substring(dot + 1));
    }
  }

  /** All buckets that wait. What cannot be judged keeps nobody else waiting. */
  @Scheduled(fixedDelay = "1s", initialDelay = "2s")
  public synchronized void judgeAll() {
    for (Place place : buckets.nodesToJudge().stream().map(Place::of).toList()) {
      try {
        judge(place);
      } catch (RuntimeException e) {
        LOG.error("what {} of {} has seen is not judged", place.node(), place.ion(), e);
      }
    }
  }

  private void judge(Place place) {
    Optional<HealthPolicy> policy = policy(place);
    int judged = MOST;
    while (judged == MOST) {
      Instant now = clock.instant();
      judged =
          Objects.requireNonNull(transactions.executeWrite(status -> batch(place, policy, now)));
    }
    changes.publish(
        new Change("health", place.ion(), place.node(), place.node(), 0, clock.instant()));
  }

  private int batch(Place place, Optional<HealthPolicy> policy, Instant now) {
    List<StoredBucket> fresh = buckets.unjudged(place.ion(), place.node(), MOST);
    if (fresh.isEmpty()) {
      return 0;
    }
    if (policy.isPresent()) {
      Map<String, List<StoredBucket>> byModel = new LinkedHashMap<>();
      fresh.forEach(
          bucket -> byModel.computeIfAbsent(bucket.digest(), key -> new ArrayList<>()).add(bucket));
      byModel.forEach((digest, some) -> models.judge(place, digest, policy.get(), some, now));
      alerts.refresh(place, policy.get(), now);
    }
    buckets.setJudged(fresh.stream().map(StoredBucket::id).filter(Objects::nonNull).toList());
    return fresh.size();
  }

  /** Who is silent says nothing that could be judged. */
  @Scheduled(fixedDelay = "20s", initialDelay = "30s")
  public synchronized void listen() {
    Instant now = clock.instant();
    ions.findAll()
        .forEach(ion -> {
          for (Node node : Documents.stored(ion.document()).nodes().values()) {
            NodeViews.of(node)
                .health()
                .ifPresent(policy ->
                    transactions.executeWrite(status -> {
                      alerts.refresh(new Place(ion.name(), node.name()), policy, now);
                      return true;
                    }));
          }
        });
  }

  private Optional<HealthPolicy> policy(Place place) {
    return ions.findById(place.ion())
        .map(ion -> Documents.stored(ion.document()).nodes().get(place.node()))
        .flatMap(node -> NodeViews.of(node).health());
  }
}
