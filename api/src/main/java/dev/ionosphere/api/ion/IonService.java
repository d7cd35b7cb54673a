package dev.ionosphere.api.ion;

import dev.ionosphere.api.approval.TicketIssuer;
import dev.ionosphere.api.event.Change;
import dev.ionosphere.api.event.Changes;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.temporal.Census;
import dev.ionosphere.api.temporal.IonWorkflows;
import dev.ionosphere.api.trace.Traces;
import dev.ionosphere.spec.component.ComponentCatalogue;
import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.spec.ion.Stage;
import dev.ionosphere.workflows.IonMessages;
import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.approval.CommandSubject;
import dev.ionosphere.workflows.ion.Command;
import dev.ionosphere.workflows.ion.CommandReceipt;
import dev.ionosphere.workflows.machine.engine.IonView;
import dev.ionosphere.workflows.machine.engine.PolicyOutlook;
import dev.ionosphere.workflows.machine.state.IonStatus;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies documents and removes them. */
@Singleton
public final class IonService {

  private static final Duration AT_ONCE = Duration.ofMinutes(5);
  private static final Logger LOG = LoggerFactory.getLogger(IonService.class);

  private final StoredIons ions;
  private final IonGenerations generations;
  private final IonPlanning planning;
  private final TicketIssuer tickets;
  private final IonWorkflows workflows;
  private final TransactionOperations<Connection> transactions;
  private final Changes changes;
  private final ComponentCatalogue components;
  private final Clock clock;

  IonService(
      StoredIons ions,
      IonGenerations generations,
      IonPlanning planning,
      TicketIssuer tickets,
      IonWorkflows workflows,
      TransactionOperations<Connection> transactions,
      Changes changes,
      ComponentCatalogue components,
      Clock clock) {
    this.components = components;
    this.ions = ions;
    this.generations = generations;
    this.planning = planning;
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
    Documents.Document document = Documents.read(sources, components);
    String name = document.ion().name();
    List<Map<String, Object>> warnings = planning.warnings(document);
    Optional<StoredIon> known = ions.findById(name);
    expected.ifPresent(tag -> check(tag, name, known));
    Optional<IonView> live = known.flatMap(this::live);
    // An apply that was cut off may have reached the workflow and not the database.
    boolean same =
        known.filter(ion -> ion.digest().equals(document.digest())).isPresent()
            && live.map(view -> follows(view, document.digest())).orElse(true);
    long before =
        Math.max(
            known.map(StoredIon::generation).orElse(0L),
            live.map(IonView::observedGeneration).orElse(0L));
    long generation = same ? before : before + 1;
    PolicyOutlook outlook = planning.outlook(known, live, document.ion());
    if (!dryRun && !same) {
      known.ifPresent(IonService::refuseLost);
      if (live.isPresent()) {
        String unused = tellWorkflow(name, document.json(), generation, person);
      }
      store(document, known.isPresent(), generation, person);
    }
    return new Plan(
        name,
        same ? "none" : known.isPresent() ? "change" : "create",
        generation,
        document.digest(),
        Difference.lines(known.map(StoredIon::document).orElse(""), document.json()),
        warnings,
        dryRun,
        outlook.comparison().strictness().text(),
        outlook.comparison().weakens(),
        outlook.approvers().stream().map(Stage::text).toList(),
        dryRun || live.isEmpty() ? null : planning.waiting(name, document.digest()).orElse(null));
  }

  /** Whether the workflow follows the document, or people are being asked about it. */
  private static boolean follows(IonView view, String digest) {
    return view.documentDigest().equals(digest)
        || view.approvals().stream().anyMatch(waiting -> waiting.candidate().equals(digest));
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

  /**
   * What waits for people there is asked again when it is recovered, under the document in force.
   */
  static void refuseLost(StoredIon ion) {
    if (ion.isLost()) {
      throw Census.lost(ion.name(), "gone");
    }
  }

  /** The workflow's own word, if it runs; Temporal is not needed for one that does not. */
  private Optional<IonView> live(StoredIon ion) {
    return ion.launchedAt() == null || ion.status().equals("stopped") || ion.isLost()
        ? Optional.empty()
        : workflows.state(ion.name()).filter(view -> view.status() != IonStatus.STOPPED);
  }

  /** First the workflow, then the database: what is cut off between them is seen the next time. */
  String tellWorkflow(String ion, String document, long generation, Requester person) {
    String id = UUID.randomUUID().toString();
    String ticket =
        tickets.sign(
            person, ion, CommandSubject.change(document, generation), IonMessages.CHANGE, AT_ONCE);
    CommandReceipt receipt =
        workflows.update(
            WorkflowNames.ion(ion),
            IonMessages.CHANGE,
            id,
            new Command.Change(id, ticket, document, generation, Traces.current()),
            CommandReceipt.class);
    if (!receipt.done()) {
      throw new HubException(ErrorCode.REFUSED, receipt.message());
    }
    return receipt.message();
  }

  private void store(
      Documents.Document document, boolean known, long generation, Requester person) {
    Ion ion = document.ion();
    Instant now = clock.instant();
    StoredIon stored =
        new StoredIon(
            ion.name(),
            generation,
            document.digest(),
            document.json(),
            ion.labels(),
            "applied",
            person.actor(),
            now,
            null,
            0);
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
          return known
              ? ions.setDocument(
                  ion.name(),
                  generation,
                  document.digest(),
                  document.json(),
                  ion.labels(),
                  person.actor(),
                  now)
              : ions.save(stored);
        });
    changes.publish(new Change("ion.applied", ion.name(), null, ion.name(), 0, now));
  }

  /** Does something that no apply, launch or deletion may come between. */
  public synchronized <T> T alone(Supplier<T> act) {
    return act.get();
  }

  /** The document that the ION followed last; of a new ION the one applied last. */
  public IonGeneration inForce(StoredIon ion) {
    return planning.inForce(ion);
  }

  /**
   * Removes an ION that is stopped or was never launched, and its documents. Its timeline, models
   * and runs stay.
   */
  public synchronized void delete(String name, Requester person) {
    StoredIon ion = ion(name);
    refuseLost(ion);
    if (!ion.status().equals("stopped") && !ion.status().equals("applied")) {
      throw new HubException(
          ErrorCode.CONFLICT, "ION " + name + " is " + ion.status() + "; stop it first");
    }
    if (ion.isHeld()) {
      throw new HubException(
          ErrorCode.CONFLICT,
          "ION %s is on legal hold; without it nothing would hold what is kept of it"
              .formatted(name));
    }
    Instant now = clock.instant();
    Object ignored =
        transactions.executeWrite(status -> {
          generations.deleteByIon(name);
          ions.deleteById(name);
          return status;
        });
    LOG.info("{} deleted ION {}", person.actor(), name);
    changes.publish(new Change("ion.deleted", name, null, name, 0, now));
  }

  /** The node of the ION's newest document. */
  public Node node(String name, String node) {
    Map<String, Node> nodes = Documents.stored(ion(name).document()).nodes();
    Node found = nodes.get(node);
    if (found == null) {
      throw new HubException(
          ErrorCode.NOT_FOUND,
          "ION %s has no node \"%s\"; allowed: %s"
              .formatted(name, node, String.join(", ", nodes.keySet())));
    }
    return found;
  }

  /**
   * Whether it scores with models; only such a node has health and figures.
   *
   * @throws HubException not found, if it is another node or none
   */
  public void scores(String name, String node) {
    Node found = node(name, node);
    if (!ModelSetting.usesModels(found)) {
      throw new HubException(
          ErrorCode.NOT_FOUND,
          "node %s of ION %s scores nothing, so it has no health and no figures"
              .formatted(node, name));
    }
  }
}
