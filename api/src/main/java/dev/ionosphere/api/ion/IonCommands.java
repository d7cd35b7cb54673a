package dev.ionosphere.api.ion;

import dev.ionosphere.api.approval.TicketIssuer;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.temporal.IonWorkflows;
import dev.ionosphere.api.trace.Traces;
import dev.ionosphere.workflows.IonMessages;
import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.approval.CommandSubject;
import dev.ionosphere.workflows.ion.Command;
import dev.ionosphere.workflows.ion.CommandReceipt;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands to the workflow of a launched ION. A key is the caller's Idempotency-Key: the workflow
 * does the same command of the same person with the same key once.
 */
@Singleton
public final class IonCommands {

  private static final Duration AT_ONCE = Duration.ofMinutes(5);
  private static final Logger LOG = LoggerFactory.getLogger(IonCommands.class);

  private final IonService ions;
  private final IonWorkflows workflows;
  private final TicketIssuer tickets;
  private final LastViews last;
  private final StoredIons stored;

  IonCommands(
      IonService ions,
      IonWorkflows workflows,
      TicketIssuer tickets,
      LastViews last,
      StoredIons stored) {
    this.last = last;
    this.stored = stored;
    this.ions = ions;
    this.workflows = workflows;
    this.tickets = tickets;
  }

  public CommandReceipt pause(String ion, @Nullable String key, Requester person) {
    return send(
        ion,
        IonMessages.PAUSE,
        "",
        key,
        person,
        id -> new Command.Pause(id, person.actor(), Traces.current()));
  }

  public CommandReceipt resume(String ion, @Nullable String key, Requester person) {
    return send(
        ion,
        IonMessages.RESUME,
        "",
        key,
        person,
        id -> new Command.Resume(id, person.actor(), Traces.current()));
  }

  /** Ends its workflow; the devices go on. */
  public CommandReceipt stop(String ion, @Nullable String key, Requester person) {
    return stop(ion, false, key, person);
  }

  /** Ends its workflow; the devices run its models no more. */
  public CommandReceipt withdraw(String ion, @Nullable String key, Requester person) {
    try {
      return stop(ion, true, key, person);
    } catch (HubException e) {
      if (e.code() == ErrorCode.CONFLICT && ions.ion(ion).status().equals("stopped")) {
        throw new HubException(ErrorCode.CONFLICT, whyNotWithdrawn(ion));
      }
      throw e;
    }
  }

  private String whyNotWithdrawn(String ion) {
    return stored.countWithdrawn(ion) > 0
        ? "ION %s is withdrawn already".formatted(ion)
        : "ION %s is stopped and its devices run its models on; launch it to withdraw it, or delete it"
            .formatted(ion);
  }

  private CommandReceipt stop(
      String ion, boolean withdraw, @Nullable String key, Requester person) {
    if (withdraw) {
      // Before it is stopped: devices are told on what the hub was asked, not on what it hears. A
      // stop takes nothing back here: it may come after a withdrawal that was not told of yet.
      long unused = stored.askWithdrawal(ion);
    }
    CommandReceipt receipt =
        send(
            ion,
            IonMessages.STOP,
            withdraw ? "withdraw" : "",
            key,
            person,
            id ->
                new Command.Stop(
                    id,
                    ticket(person, ion, IonMessages.STOP, CommandSubject.stop(ion, withdraw)),
                    withdraw,
                    Traces.current()));
    remember(ion);
    return receipt;
  }

  /** A stopped ION is shown as it ended, also when Temporal no longer knows it. */
  private void remember(String ion) {
    try {
      workflows.state(ion).ifPresent(last::heard);
    } catch (HubException e) {
      LOG.info("ION {} was stopped; how it ended is not known: {}", ion, e.getMessage());
    }
  }

  /** The hub's word that the person may do this very thing to the ION. */
  String ticket(Requester person, String ion, String act, String subject) {
    return tickets.sign(person, ion, subject, act, AT_ONCE);
  }

  /** Runs a training node now. */
  public CommandReceipt run(String ion, String node, @Nullable String key, Requester person) {
    ions.node(ion, node);
    return send(
        ion,
        IonMessages.RUN,
        node,
        key,
        person,
        id -> new Command.Run(id, person.actor(), node, Traces.current()));
  }

  /** Stops one training run; the ION goes on. */
  public CommandReceipt stopRun(String ion, String run, @Nullable String key, Requester person) {
    return send(
        ion,
        IonMessages.STOP_RUN,
        run,
        key,
        person,
        id -> new Command.StopRun(id, person.actor(), run, Traces.current()));
  }

  /**
   * @param target what of the ION the command is about, empty for all of it
   * @param command makes the command with its id
   */
  CommandReceipt send(
      String ion,
      String update,
      String target,
      @Nullable String key,
      Requester person,
      Function<String, Object> command) {
    StoredIon stored = ions.ion(ion);
    IonService.refuseLost(stored);
    String workflow = WorkflowNames.ion(stored.name());
    String id = CommandId.of(key, person, update + "\n" + target);
    // An update of its own each time: the workflow tells repetitions, and what it refused once may
    // be asked again.
    CommandReceipt receipt =
        workflows.update(
            workflow,
            update,
            UUID.randomUUID().toString(),
            command.apply(id),
            CommandReceipt.class);
    if (!receipt.done()) {
      throw new HubException(ErrorCode.REFUSED, receipt.message());
    }
    return receipt;
  }
}
