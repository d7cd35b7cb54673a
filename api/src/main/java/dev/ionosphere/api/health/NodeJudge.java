package dev.ionosphere.api.health;

import dev.ionosphere.api.event.Change;
import dev.ionosphere.api.event.Changes;
import dev.ionosphere.api.health.judge.Passed;
import dev.ionosphere.api.ion.Documents;
import dev.ionosphere.api.ion.StoredIon;
import dev.ionosphere.api.ion.StoredIons;
import dev.ionosphere.api.node.view.NodeViews;
import dev.ionosphere.spec.ion.HealthPolicy;
import dev.ionosphere.spec.ion.Node;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
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
  private final HealthPolicies policies;
  private final StoredBuckets buckets;
  private final ModelJudge models;
  private final HealthAlerts alerts;
  private final PassedAlerts passedAlerts;
  private final TransactionOperations<Connection> transactions;
  private final Changes changes;
  private final Clock clock;

  NodeJudge(
      StoredIons ions,
      HealthPolicies policies,
      StoredBuckets buckets,
      ModelJudge models,
      HealthAlerts alerts,
      PassedAlerts passedAlerts,
      TransactionOperations<Connection> transactions,
      Changes changes,
      Clock clock) {
    this.ions = ions;
    this.policies = policies;
    this.buckets = buckets;
    this.models = models;
    this.alerts = alerts;
    this.passedAlerts = passedAlerts;
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
    Optional<HealthPolicy> policy = policies.of(place);
    List<StoredBucket> fresh;
    do {
      fresh = buckets.unjudged(place.ion(), place.node(), MOST);
      try {
        judge(place, policy, fresh);
      } catch (RuntimeException e) {
        judgeApart(place, policy, fresh, e);
      }
    } while (fresh.size() == MOST);
    changes.publish(
        new Change("health", place.ion(), place.node(), place.node(), 0, clock.instant()));
  }

  /** All or none. */
  private void judge(Place place, Optional<HealthPolicy> policy, List<StoredBucket> fresh) {
    Instant now = clock.instant();
    transactions.executeWrite(status -> {
      judge(place, policy, fresh, now);
      return true;
    });
  }

  /**
   * One that cannot be judged must not keep all others of its node waiting for ever: it is left
   * out, if another can be judged. If none can, it is not for them.
   */
  private void judgeApart(
      Place place,
      Optional<HealthPolicy> policy,
      List<StoredBucket> fresh,
      RuntimeException together) {
    Map<StoredBucket, RuntimeException> failed = new LinkedHashMap<>();
    for (StoredBucket one : fresh) {
      try {
        judge(place, policy, List.of(one));
      } catch (DataAccessException | UncheckedIOException e) {
        throw e;
      } catch (RuntimeException e) {
        failed.put(one, e);
      }
    }
    if (failed.size() == fresh.size()) {
      throw together;
    }
    failed.forEach(this::leaveOut);
  }

  private void leaveOut(StoredBucket bucket, RuntimeException why) {
    LOG.error(
        "what {} told of {} in {} from {} on cannot be judged and is left out",
        bucket.device(),
        bucket.node(),
        bucket.ion(),
        bucket.startedAt(),
        why);
    transactions.executeWrite(status -> {
      alerts.leftOut(bucket, why, clock.instant());
      return setJudged(List.of(bucket));
    });
  }

  private void judge(
      Place place, Optional<HealthPolicy> policy, List<StoredBucket> fresh, Instant now) {
    if (fresh.isEmpty()) {
      return;
    }
    if (policy.isPresent()) {
      Map<String, List<StoredBucket>> byModel = new LinkedHashMap<>();
      fresh.forEach(
          bucket -> byModel.computeIfAbsent(bucket.digest(), key -> new ArrayList<>()).add(bucket));
      Map<String, Map<String, List<Passed>>> passed = new LinkedHashMap<>();
      byModel.forEach((digest, some) ->
          passed.put(digest, models.judge(place, digest, policy.get(), some, now)));
      alerts.refresh(place, policy.get(), now);
      passed.forEach((digest, some) -> passedAlerts.raise(place, digest, some, now));
    }
    long unused = setJudged(fresh);
  }

  private long setJudged(List<StoredBucket> some) {
    return buckets.setJudged(some.stream().map(StoredBucket::id).filter(Objects::nonNull).toList());
  }

  /** Who is silent says nothing that could be judged. One ION keeps no other waiting. */
  @Scheduled(fixedDelay = "20s", initialDelay = "30s")
  public synchronized void listen() {
    for (StoredIon ion : ions.findAll()) {
      try {
        listen(ion, clock.instant());
      } catch (RuntimeException e) {
        LOG.error("who is silent in {} is not told", ion.name(), e);
      }
    }
  }

  private void listen(StoredIon ion, Instant now) {
    Map<String, HealthPolicy> judged = new LinkedHashMap<>();
    for (Node node : Documents.stored(ion.document()).nodes().values()) {
      NodeViews.of(node).health().ifPresent(policy -> judged.put(node.name(), policy));
    }
    judged.forEach((node, policy) ->
        transactions.executeWrite(status -> {
          alerts.refresh(new Place(ion.name(), node), policy, now);
          return true;
        }));
    transactions.executeWrite(status -> {
      alerts.leave(ion.name(), judged.keySet(), now);
      return true;
    });
  }
}
