package dev.ionosphere.api;

import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.temporal.IonWorkflows;
import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.DecisionReceipt;
import dev.ionosphere.workflows.approval.Subject;
import dev.ionosphere.workflows.ion.Command;
import dev.ionosphere.workflows.ion.CommandReceipt;
import dev.ionosphere.workflows.ion.IonEvent;
import dev.ionosphere.workflows.ion.IonState;
import dev.ionosphere.workflows.ion.IonView;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Workflows that remember what they were told and say yes. */
@Singleton
@Primary
@Requires(env = "test", missingProperty = "testing.workflows")
public final class InMemoryIonWorkflows implements IonWorkflows {

  public final Map<String, IonState> started = new ConcurrentHashMap<>();
  public final Set<String> running = ConcurrentHashMap.newKeySet();
  public final List<Object> updates = new CopyOnWriteArrayList<>();
  public final List<IonEvent> reports = new CopyOnWriteArrayList<>();
  public final Map<String, IonView> views = new ConcurrentHashMap<>();
  public volatile boolean down;

  @Override
  public boolean start(IonState state) {
    check();
    running.add(state.name());
    return started.putIfAbsent(state.name(), state) == null;
  }

  @Override
  public <R> R update(String workflow, String name, String id, Object request, Class<R> answer) {
    check();
    checkRunning(workflow);
    updates.add(request);
    Object receipt =
        request instanceof DecideRequest decision
            ? new DecisionReceipt(
                decision.approval(), decision.decision(), "approver", "approved", 1, 1)
            : new CommandReceipt(true, name);
    return answer.cast(receipt);
  }

  @Override
  public void signal(String workflow, String name, Object argument) {
    check();
    updates.add(argument);
  }

  @Override
  public Optional<IonView> state(String ion) {
    check();
    return Optional.ofNullable(views.get(ion))
        .or(() -> Optional.ofNullable(started.get(ion)).map(this::view));
  }

  @Override
  public void report(String ion, IonEvent event) {
    check();
    reports.add(event);
  }

  @Override
  public boolean reachable() {
    return !down;
  }

  public List<Object> takeUpdates() {
    List<Object> taken = new ArrayList<>(updates);
    updates.clear();
    return taken;
  }

  /** What a workflow that only takes over documents would say. */
  private IonView view(IonState state) {
    long generation = state.generation();
    String document = state.document();
    for (Object update : updates) {
      if (update instanceof Command.Change change && names(change, state.name())) {
        generation = change.generation();
        document = change.document();
      }
    }
    return new IonView(
        state.name(),
        "running",
        generation,
        generation,
        Subject.digest(document),
        Instant.EPOCH,
        Map.of(),
        List.of(),
        0,
        null);
  }

  private static boolean names(Command.Change change, String ion) {
    return change.document().contains("\"name\":\"" + ion + "\"");
  }

  private void checkRunning(String workflow) {
    String ion = workflow.substring("ion:".length());
    if (!running.contains(ion)) {
      throw new HubException(ErrorCode.CONFLICT, workflow + " is not running");
    }
  }

  private void check() {
    if (down) {
      throw new HubException(ErrorCode.UNAVAILABLE, "Temporal is down");
    }
  }
}
