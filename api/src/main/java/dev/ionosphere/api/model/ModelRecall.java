package dev.ionosphere.api.model;

import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.problem.Reasons;
import dev.ionosphere.api.recall.RecalledModel;
import dev.ionosphere.api.recall.RecalledModels;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.ReleaseEvent;
import dev.ionosphere.workflows.timeline.Storable;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Takes a model back. The devices that run it learn of it with their next order, and run nothing at
 * its nodes until another model is released. There is no way back: the digest stays refused.
 */
@Singleton
class ModelRecall {

  private static final int LONGEST_REASON = 1_000;

  private final ModelRegistry registry;
  private final RecalledModels recalled;
  private final Ledger ledger;
  private final Clock clock;

  ModelRecall(ModelRegistry registry, RecalledModels recalled, Ledger ledger, Clock clock) {
    this.registry = registry;
    this.recalled = recalled;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** The first recall counts; asked again, its record is told again should it be missing. */
  synchronized RecalledModel recall(String digest, String reason, Requester person) {
    Reasons.check(reason);
    RegisteredModel model = registry.model(digest);
    RecalledModel known =
        recalled.findById(model.digest()).orElseGet(() -> kept(model, reason, person));
    ledger.append(
        new TimelineBatch(
            known.ion(),
            "",
            "",
            List.of(
                new TimelineEntry(
                    "model-recalled:" + known.digest(),
                    known.recalledAt(),
                    Actor.person(known.recalledBy()),
                    known.node(),
                    null,
                    new ReleaseEvent.ModelRecalled(
                        known.node(), known.digest(), known.reason())))));
    return known;
  }

  private RecalledModel kept(RegisteredModel model, String reason, Requester person) {
    return recalled.save(
        new RecalledModel(
            model.digest(),
            model.ion(),
            model.node(),
            person.person(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            Storable.text(reason, LONGEST_REASON)));
  }
}
