package dev.ionosphere.api;

import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.temporal.IonWorkflows;
import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.DecisionReceipt;
import dev.ionosphere.workflows.ion.CommandReceipt;
import dev.ionosphere.workflows.ion.IonEvent;
import dev.ionosphere.workflows.ion.IonState;
import dev.ionosphere.workflows.ion.IonView;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Workflows that remember what they were told and say yes. */
@Singleton
@Primary
@Requires(env = "test", missingProperty = "testing.workflows")
public final class InMemoryIonWorkflows implements IonWorkflows {

  public final Map<String, IonState> started = new ConcurrentHashMap<>();
  public final List<Object> updates = new CopyOnWriteArrayList<>();
  public final List<IonEvent> reports = new CopyOnWriteArrayList<>();
  public final Map<String, IonView> views = new ConcurrentHashMap<>();
  public volatile boolean down;

  @Override
  public boolean start(IonState state) {
    check();
    return started.putIfAbsent(state.name(), state) == null;
  }

  @Override
  public <R> R update(String workflow, String name, String id, Object request, Class<R> answer) {
    check();
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
    return Optional.ofNullable(views.get(ion));
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

  private void check() {
    if (down) {
      throw new HubException(ErrorCode.UNAVAILABLE, "Temporal is down");
    }
  }
}
