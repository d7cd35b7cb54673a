package dev.ionosphere.api.ion;

import dev.ionosphere.api.approval.TicketOffice;
import dev.ionosphere.api.device.Fleet;
import dev.ionosphere.api.event.Change;
import dev.ionosphere.api.event.Changes;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.ion.LastNumbers.LastNumber;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.temporal.IonWorkflows;
import dev.ionosphere.api.trace.Traces;
import dev.ionosphere.spec.ion.InferenceNode;
import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.ion.Command;
import dev.ionosphere.workflows.ion.CommandReceipt;
import dev.ionosphere.workflows.ion.IonState;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Applies documents and brings IONs to life. */
@Singleton
public final class IonService {

  private final StoredIons ions;
  private final IonGenerations generations;
  private final LastNumbers lastNumbers;
  private final Fleet fleet;
  private final TicketOffice tickets;
  private final IonWorkflows workflows;
  private final TransactionOperations<Connection> transactions;
  private final Changes changes;
  private final Clock clock;

  IonService(
      StoredIons ions,
      IonGenerations generations,
      LastNumbers lastNumbers,
      Fleet fleet,
      TicketOffice tickets,
      IonWorkflows workflows,
      TransactionOperations<Connection> transactions,
      Changes changes,
      Clock clock) {
    this.ions = ions;
    this.generations = generations;
    this.lastNumbers = lastNumbers;
    this.fleet = fleet;
    this.tickets = tickets;
    this.workflows = workflows;
    this.transactions = transactions;
    this.changes = changes;
    this.clock = clock;
  }

  public StoredIon ion(String name) {
    return ions.findById(name).orElseThrow(() -> HubException.notFound("ION", name));
  }

  /**
   * Applies a pattern and its overlays. The same ION again changes nothing.
   *
   * @param expected entity tag the ION must still have
   */
  public synchronized Plan apply(
      List<byte[]> sources, boolean dryRun, Optional<String> expected, Requester person) {
    Documents.Document document = Documents.read(sources);
    String name = document.ion().name();
    Optional<StoredIon> known = ions.findById(name);
    expected.ifPresent(tag -> check(tag, name, known));
    boolean same = known.map(ion -> ion.digest().equals(document.digest())).orElse(false);
    long before = known.map(StoredIon::generation).orElse(0L);
    long generation = same ? before : before + 1;
    Plan plan =
        new Plan(
            name,
            same ? "none" : known.isPresent() ? "change" : "create",
            generation,
            document.digest(),
            Difference.lines(known.map(StoredIon::document).orElse(""), document.json()),
            warnings(document),
            dryRun);
    if (!dryRun && !same) {
      tellWorkflow(document, known, generation, person);
      store(document, known, generation, person);
    }
    return plan;
  }

  static String tag(StoredIon ion) {
    return "\"" + ion.generation() + "-" + ion.digest().substring(7, 19) + "\"";
  }

  private static void check(String tag, String name, Optional<StoredIon> known) {
    String now = known.map(IonService::tag).orElse("");
    if (!tag.equals(now) && !(tag.equals("*") && known.isPresent())) {
      throw new HubException(
          ErrorCode.PRECONDITION,
          "ION " + name + " is " + (now.isEmpty() ? "not there" : now) + ", expected was " + tag);
    }
  }

  private List<Map<String, Object>> warnings(Documents.Document document) {
    List<Map<String, Object>> warnings = new ArrayList<>(document.warnings());
    for (Node node : document.ion().nodes().values()) {
      if (node instanceof InferenceNode inference && fleet.select(inference.devices()).isEmpty()) {
        warnings.add(
            Map.of(
                "severity", "warning",
                "path", "spec.nodes." + node.name() + ".placement.devices",
                "message",
                    "no enrolled device matches \"" + inference.devices().text() + "\" now"));
      }
    }
    return warnings;
  }

  /** First the workflow, then the database: a repeated apply repeats both with the same id. */
  private void tellWorkflow(
      Documents.Document document, Optional<StoredIon> known, long generation, Requester person) {
    boolean live =
        known.map(ion -> List.of("running", "paused").contains(ion.status())).orElse(false);
    if (!live) {
      return;
    }
    String name = document.ion().name();
    String id = "apply-" + generation + "-" + document.digest().substring(7, 19);
    CommandReceipt receipt =
        workflows.update(
            WorkflowNames.ion(name),
            "change",
            id,
            new Command.Change(id, person.actor(), document.json(), generation, Traces.current()),
            CommandReceipt.class);
    if (!receipt.done()) {
      throw new HubException(ErrorCode.REFUSED, receipt.message());
    }
  }

  private void store(
      Documents.Document document, Optional<StoredIon> known, long generation, Requester person) {
    Ion ion = document.ion();
    Instant now = clock.instant();
    StoredIon stored =
        new StoredIon(
            ion.name(),
            generation,
            document.digest(),
            document.json(),
            ion.labels(),
            known.map(StoredIon::status).orElse("applied"),
            person.actor(),
            now,
            known.map(StoredIon::launchedAt).orElse(null),
            known.map(StoredIon::version).orElse(0L));
    IonGeneration history =
        new IonGeneration(
            ion.name() + ":" + generation,
            ion.name(),
            generation,
            document.digest(),
            document.json(),
            person.actor(),
            now);
    Object ignored =
        transactions.executeWrite(status -> {
          generations.save(history);
          return known.isPresent() ? ions.update(stored) : ions.save(stored);
        });
    changes.publish(new Change("ion.applied", ion.name(), null, ion.name(), 0, now));
  }

  /** Starts the ION's workflow; one that runs already goes on running. */
  public CommandReceipt launch(String name, Requester person) {
    StoredIon ion = ion(name);
    boolean started =
        workflows.start(
            IonState.launch(
                    name,
                    ion.document(),
                    ion.generation(),
                    person.actor(),
                    tickets.publicKey(),
                    Traces.current())
                .numberedAfter(numbersSoFar(name)));
    if (started || ion.status().equals("applied")) {
      ions.setLaunched(name, clock.instant());
      changes.publish(new Change("ion.launching", name, null, name, 0, clock.instant()));
    }
    return new CommandReceipt(started, started ? "launched " + name : name + " is running already");
  }

  private Map<String, Long> numbersSoFar(String name) {
    return lastNumbers.of(name).stream()
        .collect(Collectors.toMap(LastNumber::node, LastNumber::last, Math::max));
  }

  public CommandReceipt pause(String name, String id, Requester person) {
    return command(name, "pause", id, new Command.Pause(id, person.actor(), Traces.current()));
  }

  public CommandReceipt resume(String name, String id, Requester person) {
    return command(name, "resume", id, new Command.Resume(id, person.actor(), Traces.current()));
  }

  public CommandReceipt stop(String name, String id, Requester person) {
    return command(name, "stop", id, new Command.Stop(id, person.actor(), Traces.current()));
  }

  /** Runs a training node now. */
  public CommandReceipt run(String name, String node, String id, Requester person) {
    node(name, node);
    return command(name, "run", id, new Command.Run(id, person.actor(), node, Traces.current()));
  }

  /** Stops one training run; the ION goes on. */
  public CommandReceipt stopRun(String name, String run, String id, Requester person) {
    return command(
        name, "stopRun", id, new Command.StopRun(id, person.actor(), run, Traces.current()));
  }

  CommandReceipt command(String name, String update, String id, Object command) {
    String known = ion(name).name();
    CommandReceipt receipt =
        workflows.update(
            WorkflowNames.ion(known), update, update + "-" + id, command, CommandReceipt.class);
    if (!receipt.done()) {
      throw new HubException(ErrorCode.REFUSED, receipt.message());
    }
    return receipt;
  }

  /** The node of the ION's newest document. */
  public Node node(String name, String node) {
    Node found = Documents.stored(ion(name).document()).nodes().get(node);
    if (found == null) {
      throw HubException.notFound("node of ION " + name, node);
    }
    return found;
  }
}
