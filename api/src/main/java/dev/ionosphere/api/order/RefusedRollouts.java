package dev.ionosphere.api.order;

import dev.ionosphere.api.alert.AlertBook;
import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.ion.StoredIons;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.workflows.rollout.RolloutClaim;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.ReleaseEvent;
import dev.ionosphere.workflows.timeline.Storable;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts what the hub refused to sign on the timeline of the ION that it named. */
@Singleton
class RefusedRollouts {

  private static final Logger LOG = LoggerFactory.getLogger(RefusedRollouts.class);
  private static final int NAME = 63;
  private static final int DIGEST = 80;
  private static final int ROLLOUT = 250;

  private final StoredIons ions;
  private final Ledger ledger;
  private final AlertBook alerts;
  private final Clock clock;

  RefusedRollouts(StoredIons ions, Ledger ledger, AlertBook alerts, Clock clock) {
    this.ions = ions;
    this.ledger = ledger;
    this.alerts = alerts;
    this.clock = clock;
  }

  /** The same again is told once. */
  void refused(RolloutClaim claim, String reason) {
    LOG.warn("no order is signed for {}: {}", claim.rollout(), reason);
    if (!ions.existsById(claim.ion())) {
      return;
    }
    Instant now = clock.instant();
    String node = Storable.text(claim.node(), NAME);
    String rollout = Storable.text(claim.rollout(), ROLLOUT);
    String key =
        "release-refused:"
            + Sha256.hex(
                String.join(
                    "\n", rollout, Long.toString(claim.generation()), claim.model(), reason));
    ledger.append(
        new TimelineBatch(
            claim.ion(),
            rollout,
            "",
            List.of(
                new TimelineEntry(
                    key,
                    now,
                    new Actor("hub"),
                    node,
                    null,
                    new ReleaseEvent.ReleaseRefused(
                        node,
                        claim.generation(),
                        Storable.text(claim.model(), DIGEST),
                        rollout,
                        Storable.reason(reason))))));
    alerts.raise(
        claim.ion(),
        node,
        rollout,
        "release-refused",
        "critical",
        "%s was refused orders: %s".formatted(rollout, reason),
        now);
  }
}
