package dev.ionosphere.api.dashboard;

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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Workflows that say yes, and remember what they were asked. */
@Singleton
@Primary
@Requires(property = "testing.workflows")
final class TestingWorkflows implements IonWorkflows {
  final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  @Override
  public boolean start(IonState state) {
    asked.add("start " + state.name());
    return true;
  }

  @Override
  public <R> R update(String workflow, String name, String id, Object request, Class<R> answer) {
    asked.add(name + " " + workflow);
    if (request instanceof DecideRequest decide) {
      asked.add(decide.decision() + " " + decide.subject() + " " + decide.reason());
      return answer.cast(
          new DecisionReceipt(
              String.valueOf(decide.approval()),
              String.valueOf(decide.decision()),
              "approver",
              "approved",
              1,
              1));
    }
    return answer.cast(new CommandReceipt(true, name + " is done"));
  }

  @Override
  public void signal(String workflow, String name, Object argument) {}

  @Override
  public Optional<IonView> state(String ion) {
    Instant due = Instant.now().plus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS);
    return Optional.of(
        new IonView(
            ion,
            ion.equals("bearings") ? "paused" : "running",
            1,
            1,
            "sha256:" + "5c".repeat(32),
            Instant.now(),
            Map.of(
                "retrain",
                new IonView.NodeView(
                    "training", "running", TestingRows.RUN_3, null, due, 0, null, 2, false)),
            List.of(),
            20,
            null));
  }

  @Override
  public void report(String ion, IonEvent event) {}

  @Override
  public boolean reachable() {
    return true;
  }
}
