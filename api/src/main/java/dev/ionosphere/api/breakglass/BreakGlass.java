package dev.ionosphere.api.breakglass;

import dev.ionosphere.api.approval.Approval;
import dev.ionosphere.api.approval.ApprovalService;
import dev.ionosphere.api.approval.TicketIssuer;
import dev.ionosphere.api.identity.People;
import dev.ionosphere.api.identity.Person;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.problem.Reasons;
import dev.ionosphere.api.temporal.IonWorkflows;
import dev.ionosphere.api.trace.Traces;
import dev.ionosphere.spec.ion.Stage;
import dev.ionosphere.workflows.IonMessages;
import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.approval.CommandSubject;
import dev.ionosphere.workflows.ion.Command;
import dev.ionosphere.workflows.ion.CommandReceipt;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Takes a statement of the offline key to the ION, where too few people are left to approve a
 * change. The ION holds the delay.
 */
@Singleton
final class BreakGlass {

  private static final Duration AT_ONCE = Duration.ofMinutes(5);

  private final BreakGlassConfiguration configuration;
  private final ApprovalService approvals;
  private final People people;
  private final TicketIssuer tickets;
  private final IonWorkflows workflows;

  BreakGlass(
      BreakGlassConfiguration configuration,
      ApprovalService approvals,
      People people,
      TicketIssuer tickets,
      IonWorkflows workflows) {
    this.configuration = configuration;
    this.approvals = approvals;
    this.people = people;
    this.tickets = tickets;
    this.workflows = workflows;
  }

  CommandReceipt open(String id, String wire, Requester person) {
    Approval approval = approvals.approval(id);
    PublicKey key = key();
    Statement statement =
        Statement.read(wire, key)
            .orElseThrow(() ->
                new HubException(
                    ErrorCode.INVALID,
                    "statement: not signed by the registered break-glass key, or without a reason"));
    check(approval, statement, person);
    Reasons.check(statement.reason());
    Optional<String> able = able(approval);
    if (able.isPresent()) {
      throw conflict("approval %s can be approved by %s; ask them".formatted(id, able.get()));
    }
    long delay = configuration.delay().toSeconds();
    // Before the ION hears of it: a document that is forced is followed on this ground alone.
    tickets.note(person, id, approval.subject(), IonMessages.BREAK_GLASS);
    CommandReceipt receipt =
        workflows.update(
            WorkflowNames.ion(approval.ion()),
            IonMessages.BREAK_GLASS,
            UUID.randomUUID().toString(),
            new Command.BreakGlass(
                UUID.randomUUID().toString(),
                tickets.sign(
                    person,
                    approval.ion(),
                    CommandSubject.breakGlass(approval.subject(), wire, delay),
                    IonMessages.BREAK_GLASS,
                    AT_ONCE),
                id,
                wire,
                statement.reason(),
                delay,
                Traces.current()),
            CommandReceipt.class);
    if (!receipt.done()) {
      throw new HubException(ErrorCode.REFUSED, receipt.message());
    }
    return receipt;
  }

  private PublicKey key() {
    if (configuration.keyFile().isBlank()) {
      throw conflict(
          "no break-glass key is registered; ION_BREAK_GLASS_KEY_FILE of the hub names its public half");
    }
    try {
      return Statement.key(Files.readString(Path.of(configuration.keyFile())).strip());
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw conflict(
          "the break-glass key %s cannot be read: %s"
              .formatted(configuration.keyFile(), e.getClass().getSimpleName()));
    }
  }

  private static void check(Approval approval, Statement statement, Requester person) {
    String id = approval.id();
    if (!approval.isChange()) {
      throw conflict(
          "approval %s is about a model; break-glass is for changes of the document".formatted(id));
    }
    if (!approval.state().equals("pending")) {
      throw conflict("approval %s is %s".formatted(id, approval.state()));
    }
    if (!statement.approval().equals(id) || !statement.subject().equals(approval.subject())) {
      throw conflict(
          "approval %s is about %s, the statement is about approval %s and %s"
              .formatted(id, approval.subject(), statement.approval(), statement.subject()));
    }
    if (!statement.person().equals(person.person())) {
      throw new HubException(
          ErrorCode.FORBIDDEN,
          "the statement is for %s to hand in, not for %s"
              .formatted(statement.person(), person.person()));
    }
  }

  /** Who could approve it by themselves; nothing if they are too few. */
  private Optional<String> able(Approval approval) {
    List<Stage> stages =
        workflows.state(approval.ion()).stream()
            .flatMap(view -> view.approvals().stream())
            .filter(waiting -> waiting.approval().equals(approval.id()))
            .findFirst()
            .orElseThrow(
                () -> conflict("approval %s does not wait any more".formatted(approval.id())))
            .ballot()
            .stages();
    List<Set<String>> needed = new ArrayList<>();
    for (Stage stage : stages) {
      needed.addAll(
          Collections.nCopies(stage.required(), approvers(stage.role(), approval.requester())));
    }
    return Seating.isPossible(needed)
        ? Optional.of(
            needed.stream()
                .flatMap(Set::stream)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", ")))
        : Optional.empty();
  }

  private Set<String> approvers(String role, String proposer) {
    return StreamSupport.stream(people.findAll().spliterator(), false)
        .filter(person -> person.roles().contains(role))
        .map(Person::name)
        .filter(name -> !proposer.equals("person:" + name))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static HubException conflict(String message) {
    return new HubException(ErrorCode.CONFLICT, message);
  }
}
