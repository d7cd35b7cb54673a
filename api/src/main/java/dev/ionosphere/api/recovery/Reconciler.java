package dev.ionosphere.api.recovery;

import dev.ionosphere.api.alert.AlertBook;
import dev.ionosphere.api.event.Change;
import dev.ionosphere.api.event.Changes;
import dev.ionosphere.api.ion.StoredIon;
import dev.ionosphere.api.ion.StoredIons;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.temporal.Census;
import dev.ionosphere.api.temporal.IonWorkflows;
import dev.ionosphere.api.temporal.WorkflowStanding;
import dev.ionosphere.api.timeline.ColumnLimits;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.machine.engine.IonView;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.LifecycleEvent;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import io.micronaut.data.model.Pageable;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the IONs that the hub believes to live with those that Temporal runs. One query finds
 * all that run; only an ION that is missing there is asked for by itself.
 */
@Singleton
public final class Reconciler {

  static final String STRAY = "ion-unexpected";

  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
  private static final int PAGE = 500;
  private static final int NAME = 63;

  /** So that a lost database of Temporal does not keep the hub busy; the next pass goes on. */
  private static final int ASKED = 200;

  private final Census census;
  private final IonWorkflows workflows;
  private final StoredIons ions;
  private final Ledger ledger;
  private final AlertBook alerts;
  private final TransactionOperations<Connection> transactions;
  private final Changes changes;
  private final Clock clock;

  private final Object losing = new Object();

  /** Seen once: a launch or an end may be under way. */
  private Set<String> doubted = Set.of();

  private Set<String> strays = Set.of();

  Reconciler(
      Census census,
      IonWorkflows workflows,
      StoredIons ions,
      Ledger ledger,
      AlertBook alerts,
      TransactionOperations<Connection> transactions,
      Changes changes,
      Clock clock) {
    this.census = census;
    this.workflows = workflows;
    this.ions = ions;
    this.ledger = ledger;
    this.alerts = alerts;
    this.transactions = transactions;
    this.changes = changes;
    this.clock = clock;
  }

  /** One comparison; none while Temporal does not answer. */
  synchronized void pass() {
    try {
      compare(census.running());
    } catch (HubException e) {
      if (e.code() != ErrorCode.UNAVAILABLE) {
        throw e;
      }
      LOG.info("IONs are not compared with Temporal: {}", e.getMessage());
    }
  }

  private void compare(Set<String> running) {
    Set<String> unexpected = new HashSet<>(running);
    List<StoredIon> missing = new ArrayList<>();
    String after = "";
    List<StoredIon> page;
    do {
      page = ions.findByNameGreaterThanOrderByName(after, Pageable.from(0, PAGE).withoutTotal());
      for (StoredIon ion : page) {
        after = ion.name();
        boolean runs = running.contains(ion.name());
        if (ion.isAlive()) {
          unexpected.remove(ion.name());
          if (!runs && missing.size() < ASKED) {
            missing.add(ion);
          }
        } else if (runs && ion.isLost()) {
          unexpected.remove(ion.name());
          apart(ion.name(), () -> found(ion));
        }
      }
    } while (page.size() == PAGE);
    missing.forEach(ion -> apart(ion.name(), () -> ask(ion)));
    unexpected(unexpected);
  }

  /** What is wrong with one ION must not hide the others. */
  private static void apart(String ion, Runnable act) {
    try {
      act.run();
    } catch (HubException e) {
      if (e.code() == ErrorCode.UNAVAILABLE) {
        throw e;
      }
      LOG.error("ION {} is not compared with Temporal", ion, e);
    } catch (RuntimeException e) {
      LOG.error("ION {} is not compared with Temporal", ion, e);
    }
  }

  private void ask(StoredIon ion) {
    WorkflowStanding standing = census.standing(WorkflowNames.ion(ion.name()));
    if (!standing.running()) {
      lost(ion, standing);
    }
  }

  /**
   * Says so, unless the ION was stopped or launched meanwhile, or somebody else just said it. One
   * that was found may be lost again, so the time is part of the key.
   */
  void lost(StoredIon ion, WorkflowStanding standing) {
    synchronized (losing) {
      saysLost(ion, standing);
    }
  }

  private void saysLost(StoredIon ion, WorkflowStanding standing) {
    boolean same =
        ions.findById(ion.name())
            .filter(now -> now.isAlive() && Objects.equals(now.launchedAt(), ion.launchedAt()))
            .isPresent();
    if (same) {
      LOG.warn("ION {} is lost: its workflow is {}", ion.name(), standing.how());
      record(
          ion.name(),
          "lost/" + (standing.isKnown() ? standing.run() : "unknown") + "/" + clock.instant(),
          new LifecycleEvent.IonLost(ion.name(), standing.how()));
    }
  }

  /** An ION that was lost runs after all, as when the hub asked the wrong Temporal. */
  void found(StoredIon ion) {
    WorkflowStanding standing = census.standing(WorkflowNames.ion(ion.name()));
    if (standing.running()) {
      LOG.info("ION {} runs after all", ion.name());
      record(
          ion.name(),
          "found/" + standing.run() + "/" + clock.instant(),
          new LifecycleEvent.IonFound(ion.name(), ion.status(), status(ion.name())));
    }
  }

  private String status(String ion) {
    try {
      Optional<IonView> view = workflows.state(ion);
      return view.map(shown -> shown.status().text()).orElse("running");
    } catch (HubException e) {
      // No worker answers; its records will tell.
      return "running";
    }
  }

  private void unexpected(Set<String> now) {
    Set<String> gone = new HashSet<>(strays);
    gone.removeAll(now);
    gone.forEach(ion -> apart(ion, () -> clear(ion)));
    Set<String> known = new HashSet<>(strays);
    known.retainAll(now);
    for (String ion : now) {
      if (doubted.contains(ion) && known.add(ion)) {
        apart(ion, () -> stray(ion));
      }
    }
    doubted = Set.copyOf(now);
    strays = Set.copyOf(known);
  }

  private void stray(String ion) {
    WorkflowStanding standing = census.standing(WorkflowNames.ion(ion));
    if (!standing.running()) {
      return;
    }
    Optional<StoredIon> known = ions.findById(ion);
    String believed = known.map(StoredIon::status).orElse("not there");
    String message =
        "Temporal runs %s, but ION %s is %s here; %s"
            .formatted(
                WorkflowNames.ion(ion),
                ion,
                believed,
                known.isPresent()
                    ? "stop it, or leave it if it should run"
                    : "end it with: temporal workflow cancel --workflow-id "
                        + WorkflowNames.ion(ion));
    LOG.warn("{}", message);
    Instant at = clock.instant();
    Object ignored =
        transactions.executeWrite(status -> {
          alerts.raise(named(ion), null, named(ion), STRAY, "warning", message, at);
          return status;
        });
    changes.publish(new Change("alert", named(ion), null, named(ion), 0, at));
    if (known.isPresent()) {
      record(
          ion,
          "found/" + standing.run() + "/" + clock.instant(),
          new LifecycleEvent.IonFound(ion, believed, status(ion)));
    }
  }

  private void clear(String ion) {
    Instant at = clock.instant();
    Object ignored =
        transactions.executeWrite(status -> {
          alerts.clear(named(ion), STRAY, named(ion), at);
          return status;
        });
    changes.publish(new Change("alert", named(ion), null, named(ion), 0, at));
  }

  /** In Temporal a workflow may have any name. */
  private static String named(String ion) {
    return ColumnLimits.id(ion, NAME);
  }

  private void record(String ion, String key, LifecycleEvent event) {
    ledger.append(
        new TimelineBatch(
            ion,
            "hub",
            "",
            List.of(new TimelineEntry(key, clock.instant(), Actor.SYSTEM, null, null, event))));
  }
}
