package dev.ionosphere.api.ion;

import dev.ionosphere.api.event.Change;
import dev.ionosphere.api.event.Changes;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.temporal.Census;
import dev.ionosphere.api.temporal.IonWorkflows;
import dev.ionosphere.api.temporal.Witness;
import dev.ionosphere.api.temporal.WorkflowStanding;
import dev.ionosphere.api.ticketkey.KeyRing;
import dev.ionosphere.api.trace.Traces;
import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.ion.CommandReceipt;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.machine.state.IonStatus;
import dev.ionosphere.workflows.machine.state.LedgerState;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.ChainHead;
import dev.ionosphere.workflows.timeline.LifecycleEvent;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** Brings IONs to life. */
@Singleton
public final class IonLaunches {

  private final IonService service;
  private final StoredIons ions;
  private final PreviousLaunch previous;
  private final KeyRing keys;
  private final IonWorkflows workflows;
  private final Census census;
  private final Changes changes;
  private final Clock clock;

  IonLaunches(
      IonService service,
      StoredIons ions,
      PreviousLaunch previous,
      KeyRing keys,
      IonWorkflows workflows,
      Census census,
      Changes changes,
      Clock clock) {
    this.service = service;
    this.ions = ions;
    this.previous = previous;
    this.keys = keys;
    this.workflows = workflows;
    this.census = census;
    this.changes = changes;
    this.clock = clock;
  }

  /** Starts the ION's workflow; one that runs already goes on running, one that ends must end. */
  public CommandReceipt launch(String name, Requester person) {
    return service.alone(() -> alone(name, person));
  }

  private CommandReceipt alone(String name, Requester person) {
    StoredIon ion = service.ion(name);
    refuseLost(ion);
    IonGeneration first = service.inForce(ion);
    boolean started = start(first, person, witnessed(name), previous::before);
    if (!started
        && workflows.state(name).filter(view -> view.status() == IonStatus.STOPPED).isPresent()) {
      throw new HubException(
          ErrorCode.CONFLICT, "ION " + name + " is still ending; launch it again in a moment");
    }
    if (!started && ion.status().equals("applied")) {
      launched(name);
    }
    if (!started) {
      return new CommandReceipt(false, name + " is running already");
    }
    // What was applied since is taken over as it is by an ION that runs: policy is compared.
    String change =
        first.generation() < ion.generation()
            ? ". " + service.tellWorkflow(name, ion.document(), ion.generation(), person)
            : "";
    return new CommandReceipt(true, "launched " + name + change);
  }

  /** A launch would forget what was going on. */
  private void refuseLost(StoredIon ion) {
    IonService.refuseLost(ion);
    if (ion.isAlive()) {
      WorkflowStanding standing = census.standing(WorkflowNames.ion(ion.name()));
      if (!standing.running()) {
        throw Census.lost(ion.name(), standing.how());
      }
    }
  }

  /**
   * Starts the workflow of an ION, with the keys that it is to believe.
   *
   * @param ledger what it knows of the ledger
   * @param begin the state that it begins with, made of one that remembers nothing
   * @return false if one runs
   */
  public boolean start(
      IonGeneration first, Requester person, LedgerState ledger, UnaryOperator<IonState> begin) {
    return keys.launch(
        first.ion(),
        believed -> {
          IonState state =
              IonState.launch(
                  first.ion(),
                  first.document(),
                  first.generation(),
                  Actor.person(person.person()),
                  believed,
                  Traces.current());
          // Before it starts: from then on it may be withdrawn, also before it has told of itself.
          long unused = ions.askLaunch(first.ion());
          boolean started = workflows.start(begin.apply(state).with(ledger));
          if (started) {
            launched(first.ion());
          }
          return started;
        });
  }

  /**
   * The next workflow goes on as the ledger's witness: a cut in between shows with its launch. To
   * be asked before anything is told of a launch, as it may be refused.
   *
   * @throws HubException a 503 problem, if nobody answers for the workflow before
   */
  public LedgerState witnessed(String ion) {
    if (census.standing(WorkflowNames.ion(ion)).running()) {
      // It will not be started, and may be slow to answer.
      return LedgerState.EMPTY;
    }
    return switch (workflows.witness(ion)) {
      case Witness.Nobody nobody -> LedgerState.EMPTY;
      case Witness.Knows(ChainHead head) -> new LedgerState(List.of(), head);
      case Witness.Unreadable(String why) -> new LedgerState(List.of(unwitnessed(ion, why)), null);
    };
  }

  private TimelineEntry unwitnessed(String ion, String why) {
    Instant now = clock.instant();
    return new TimelineEntry(
        "witness-lost/" + now,
        now,
        Actor.SYSTEM,
        null,
        null,
        new LifecycleEvent.WitnessLost(ion, why));
  }

  private void launched(String name) {
    ions.setLaunched(name, clock.instant());
    changes.publish(new Change("ion.launching", name, null, name, 0, clock.instant()));
  }
}
