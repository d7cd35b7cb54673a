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
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Takes a model back. The devices that run it learn of it with their next order, and run nothing at
 * its nodes until another model is released. There is no way back: the digest stays refused.
 */
@Singleton
public class ModelRecall {

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

  /** The first recall counts. */
  synchronized RecalledModel recall(String digest, String reason, Requester person) {
    Reasons.check(reason);
    RegisteredModel model = registry.model(digest);
    RecalledModel known =
        recalled.findById(model.digest()).orElseGet(() -> kept(model, reason, person));
    recalled.untold().stream()
        .filter(one -> one.digest().equals(known.digest()))
        .forEach(this::tell);
    return known;
  }

  /** A recall counts before it is told: the hub may have been killed in between. */
  @Scheduled(fixedDelay = "1m", initialDelay = "10s")
  public synchronized void tellUntold() {
    recalled.untold().forEach(this::tell);
  }

  private void tell(RecalledModel model) {
    ledger.append(
        new TimelineBatch(
            model.ion(),
            "",
            "",
            List.of(
                new TimelineEntry(
                    // With its time: nobody can tell of it before.
                    "model-recalled:%s:%s".formatted(model.digest(), model.recalledAt()),
                    model.recalledAt(),
                    Actor.person(model.recalledBy()),
                    model.node(),
                    null,
                    new ReleaseEvent.ModelRecalled(
                        model.node(), model.digest(), model.reason())))));
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
